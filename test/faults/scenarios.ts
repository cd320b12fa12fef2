import { order } from './r01-order.ts';
import { duplicates } from './r02-duplicates.ts';
import { twoAtOnce } from './r03-at-once.ts';
import { crash } from './r04-crash.ts';
import { crashInReset } from './r05-crash-in-reset.ts';
import { accountService } from './r06-account-service.ts';
import { circuit } from './r07-circuit.ts';
import { rollingRestart } from './r08-rolling-restart.ts';
import { sigterm } from './r09-sigterm.ts';
import { diskFull } from './r10-disk-full.ts';
import { damage } from './r11-damage.ts';
import { powerLoss } from './r12-power-loss.ts';
import { soak } from './r13-soak.ts';
import { overload } from './r14-overload.ts';
import { followUps } from './r15-follow-ups.ts';
import type { Scenario } from './scenario.ts';

/** In the order of the table in docs/reliability.md. */
export const scenarios: readonly Scenario[] = [
  order,
  duplicates,
  twoAtOnce,
  crash,
  crashInReset,
  accountService,
  circuit,
  rollingRestart,
  sigterm,
  diskFull,
  damage,
  powerLoss,
  soak,
  overload,
  followUps,
];
