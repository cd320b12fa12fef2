import { type Entity, findEntity, type Symptom } from '../understanding/understanding.ts';
import { usualActivationDays } from './account-verdict.ts';
import type { Cause } from './causes.ts';

/** `newAccount`: it depends on how long ago, which was not said. */
export type Heard = Cause | 'newAccount';

/**
 * The causes that somebody has told of, the surest first: a message that JMO showed, what the sentence is about, and the
 * circumstances it mentions. Empty when it tells no more than that the login fails.
 */
export function heardCauses(entities: readonly Entity[], intent: string): readonly Heard[] {
  const circumstances = causesOfSymptoms(entities);
  const message = surelyQuoted(entities);
  const told = causeOfMessage[message?.id ?? ''] ?? causeOfTopic(intent, entities, circumstances);
  const also = causeOfIntent[message?.intent ?? ''];
  const since = findEntity(entities, 'duration');
  const registered =
    since?.of === 'registration' && mayBeNew.has(intent) ? sinceCause(since.days) : undefined;
  const found = [registered, told ?? also, ...circumstances].filter(cause => cause !== undefined);
  if (found.length > 0) return [...new Set(found)];
  return hasSymptom(entities, 'credentials-correct') ? ['credentialsCorrect'] : [];
}

/** The cause that a message quoted from the screen tells of. */
export function quotedCause(entities: readonly Entity[]): Heard | undefined {
  const message = surelyQuoted(entities);
  return message && (causeOfMessage[message.id] ?? causeOfIntent[message.intent]);
}

/** What a question about the app, the network or the telephone is about. */
export function causeOfAppTrouble(entities: readonly Entity[]): Cause {
  if (hasSymptom(entities, 'cache-asked')) return 'clearCache';
  return causesOfSymptoms(entities)[0] ?? 'appCare';
}

/** Up to two weeks are usual, so waiting is the advice; afterwards somebody has to look into it. */
export function sinceCause(days: number): Cause {
  return days <= usualActivationDays ? 'newAccountWait' : 'newAccountLate';
}

const mayBeNew = new Set(['new_account_inactive', 'kpj_not_registered', 'login_failed']);

/** Below this a "quoted message" may be chance: "sandi sudah benar" resembles "sandi salah". */
const leastSimilarity = 0.9;

function surelyQuoted(entities: readonly Entity[]) {
  const found = findEntity(entities, 'errorMessage');
  return found && found.similarity >= leastSimilarity ? { id: found.value, intent: found.intent } : undefined;
}

/** Messages that say more than their intent; ids of data/error-messages.yml. */
const causeOfMessage: Readonly<Record<string, Cause>> = {
  'aktif-di-perangkat-lain': 'otherDevice',
  'email-tidak-terdaftar': 'emailUnknown',
  'kata-sandi-salah': 'rejected',
  'data-tidak-sesuai': 'mismatch',
  'nama-tidak-sesuai': 'dataOutdated',
  'aplikasi-terus-berhenti': 'appCrash',
  'periksa-koneksi': 'connection',
  'perbarui-aplikasi': 'updateLoop',
  'sedang-pemeliharaan': 'serverTrouble',
};

const causeOfIntent: Readonly<Record<string, Heard>> = {
  data_mismatch: 'mismatch',
  kpj_not_registered: 'notRegistered',
  account_locked: 'locked',
  server_error: 'serverTrouble',
  new_account_inactive: 'newAccount',
  employment_status_change: 'segmentChange',
};

/** Who pays decides what can be done about arrears. */
const overdueOf = { PU: 'overdueEmployee', BPU: 'overdueIndependent', PMI: 'overdueMigrant' } as const;

function causeOfTopic(
  intent: string,
  entities: readonly Entity[],
  circumstances: readonly Cause[],
): Heard | undefined {
  switch (intent) {
    case 'contribution_overdue': {
      if (hasSymptom(entities, 'paid')) return 'overduePaid';
      const segment = findEntity(entities, 'segment')?.value;
      return segment ? overdueOf[segment] : 'overdue';
    }
    case 'new_account_inactive':
      return findEntity(entities, 'duration')?.of === 'registration' ? undefined : 'newAccount';
    // What happened before the app failed explains more than that it fails.
    case 'server_error':
      return circumstances[0] ?? 'serverTrouble';
    case 'app_tips':
      return causeOfAppTrouble(entities);
    default:
      return causeOfIntent[intent];
  }
}

const causeOfSymptom = [
  ['other-device', 'otherDevice'],
  ['after-update', 'afterUpdate'],
  ['update-asked', 'updateLoop'],
  ['old-system', 'oldSystem'],
  ['wrong-clock', 'wrongClock'],
  ['app-crash', 'appCrash'],
  ['abroad', 'abroad'],
  ['vpn', 'vpn'],
  ['weak-signal', 'connection'],
] as const satisfies readonly (readonly [Symptom, Cause])[];

function causesOfSymptoms(entities: readonly Entity[]): readonly Cause[] {
  const found = causeOfSymptom.flatMap(([symptom, cause]) => (hasSymptom(entities, symptom) ? [cause] : []));
  // An app that fails since its update is mended in one way.
  return found.includes('afterUpdate') ? found.filter(cause => cause !== 'appCrash') : found;
}

function hasSymptom(entities: readonly Entity[], symptom: Symptom): boolean {
  return entities.some(entity => entity.type === 'symptom' && entity.value === symptom);
}
