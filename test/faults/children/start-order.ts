import { z } from 'zod';
import { crashPoints } from '../crash-points.ts';

/** What a child is told before it starts the assistant. */
export const StartOrder = z.object({
  /** The process kills itself when a turn comes by this point for the `after`-th time. */
  crash: z.object({ at: z.enum(crashPoints), after: z.number().int().positive() }).optional(),
});
export type StartOrder = z.infer<typeof StartOrder>;
