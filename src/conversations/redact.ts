import { coverLetteredCodes } from './redaction/codes.ts';
import { Draft, type Finding } from './redaction/draft.ts';
import { coverEmails } from './redaction/emails.ts';
import { coverMasks } from './redaction/masks.ts';
import { coverNumbers } from './redaction/numbers.ts';
import { coverPasswords } from './redaction/passwords.ts';
import { readable } from './redaction/readable.ts';

export { maskKpj, maskNik } from './redaction/masks.ts';
export type { Finding };

export interface RedactionContext {
  /** A question for NIK or KPJ is open: every number is masked. */
  readonly identityStep: boolean;
  /** A verification is pending: a lone number of 4 to 8 digits is a code, a lone odd word a password. */
  readonly codeExpected: boolean;
  /** The message before was mostly digits: numbers come split over messages. */
  readonly recentDigits: boolean;
}

export interface Redacted {
  readonly text: string;
  /** What was masked now; masks that were in the text already do not count. */
  readonly found: ReadonlySet<Finding>;
  /** Pass it on as the next message's `recentDigits`. */
  readonly mostlyDigits: boolean;
}

/** Far beyond what a channel lets through. Longer texts are cut, well below the limit because masks may lengthen them. */
const longest = 10_000;
const keptOfLonger = 4_000;

/** Where one mask is, another secret may show ("A7X9Q2-[nomor HP]"). A bound, so that the time stays linear. */
const mostPasses = 5;

/**
 * Masks NIK, KPJ, phone numbers, e-mail addresses, codes and passwords in what a user wrote, before the first write.
 * Linear in the length of the text; redacting twice is redacting once. When in doubt it masks: a lost number in a
 * transcript costs little.
 */
export function redact(text: string, context: RedactionContext): Redacted {
  const start = readable(text.length > longest ? `${text.slice(0, keptOfLonger)}…` : text);
  const found = new Set<Finding>();
  let result = start;
  for (let pass = 0; pass < mostPasses; pass++) {
    const before = result;
    result = maskOnce(before, context, found);
    if (result === before) break;
  }
  return { text: result, found, mostlyDigits: isMostlyDigits(new Draft(start).text) };
}

function maskOnce(text: string, context: RedactionContext, found: Set<Finding>): string {
  const draft = new Draft(text);
  coverMasks(draft);
  coverEmails(draft);
  coverPasswords(draft, context.codeExpected);
  coverLetteredCodes(draft, context.codeExpected);
  coverNumbers(draft, {
    strict: context.identityStep || context.recentDigits,
    codeExpected: context.codeExpected,
  });
  for (const finding of draft.found) found.add(finding);
  return draft.render();
}

/** Two digits or more, at least as many as letters. Masks count as the digits that they hide. */
function isMostlyDigits(text: string): boolean {
  const unmasked = text.replace(/\[(?:nomor HP|kode)\]/g, '0000');
  const digits = unmasked.match(/[\d•*]/g)?.length ?? 0;
  const letters = unmasked.match(/\p{L}/gu)?.length ?? 0;
  return digits >= 2 && digits >= letters;
}
