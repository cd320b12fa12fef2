import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Failure } from '../../failure.ts';

/** One invented person of data/accounts.json. Fields that only explain (`about`, `afterReset`) are not read. */
export const seedAccount = z
  .object({
    id: z.string().min(1),
    nik: z.string().regex(/^\d{16}$/),
    kpj: z.string().regex(/^[0-9A-Z]{11}$/),
    segment: z.enum(['PU', 'BPU', 'PMI', 'JAKON']),
    phone: z.string().regex(/^0\d{9,12}$/),
    email: z.email().nullable(),
    /** False: messages are accepted and never arrive. */
    phoneReachable: z.boolean().default(true),
    emailReachable: z.boolean().default(true),
    membership: z.enum(['active', 'inactive', 'pending']),
    overdueMonths: z.number().int().positive().optional(),
    registeredDaysAgo: z.number().int().min(0).optional(),
    /** The newer KPJ of the same person. */
    replacedBy: z.string().optional(),
    /** Counted from the first start on a data folder. */
    lockedMinutes: z.number().int().positive().optional(),
    activeOnOtherDevice: z.boolean().default(false),
    login: z.email().nullable(),
    password: z.string().min(1),
  })
  .refine(
    account =>
      account.membership !== 'inactive' ||
      account.overdueMonths !== undefined ||
      account.replacedBy !== undefined,
    { error: 'an inactive account needs overdueMonths or replacedBy' },
  )
  .refine(account => account.membership !== 'pending' || account.registeredDaysAgo !== undefined, {
    error: 'a pending account needs registeredDaysAgo',
  });
export type SeedAccount = z.infer<typeof seedAccount>;

const seedFileShape = z.object({ accounts: z.array(seedAccount).min(1) });

/** Reads the read-only seed. Throws `Failure('content-invalid')` that names the place. */
export async function readSeed(file: string): Promise<readonly SeedAccount[]> {
  const parsed = seedFileShape.safeParse(await readAsJson(file));
  if (parsed.success) return parsed.data.accounts;
  const [issue] = parsed.error.issues;
  throw new Failure(
    'content-invalid',
    `${file}: ${issue?.path.join('.')}: ${issue?.message}`,
    'Correct that field; the other accounts in the file show the shape.',
  );
}

async function readAsJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Failure('content-invalid', `${file} is no readable JSON file`, 'Restore the file.', error);
  }
}
