import { join } from 'node:path';
import { z } from 'zod';
import { OfficeHours } from './office-hours.ts';
import type { ContentProblem } from './problem.ts';
import { readYaml } from './yaml.ts';

const Confidence = z.enum(['high', 'medium']);
const Hour = z.string().regex(/^\d\d\.\d\d$/, 'tulis jam seperti "06.00"');

export const ContactsFile = z.strictObject({
  checkedOn: z.iso.date(),
  checkedAgainst: z.string().min(1),
  callCentre: z.strictObject({
    number: z.string().min(3),
    confidence: Confidence,
    opens: Hour,
    closes: Hour,
    zone: z.enum(['WIB', 'WITA', 'WIT']),
    hoursAsOf: z.string(),
    hoursConfidence: Confidence,
  }),
  healthInsurance: z.strictObject({ name: z.string(), number: z.string(), confidence: Confidence }),
  email: z.strictObject({ address: z.email(), confidence: Confidence }),
  stores: z.strictObject({
    checkedOn: z.iso.date(),
    checkedAgainst: z.string().min(1),
    maker: z.string().min(1),
    playStore: z.url({ protocol: /^https$/, hostname: /^play\.google\.com$/ }),
    confidence: Confidence,
  }),
  /** Left out where nobody answers chats: then nothing is said about it. */
  supportDesk: OfficeHours.exactOptional(),
  branch: z.strictObject({ bring: z.array(z.string()).min(1), confidence: Confidence }),
});

/** The contacts as `{words}` that every sentence in dialogs/ may use. */
export type Contacts = Readonly<
  Record<
    'callCentre' | 'callHours' | 'careEmail' | 'healthCentre' | 'bring' | 'appMaker' | 'playStore',
    string
  >
>;

/** data/contacts.yml in the words of a sentence; what is of medium confidence is said with "biasanya". */
export function readContacts(
  contentDir: string,
): { contacts: Contacts; desk: OfficeHours | undefined } | { problems: readonly ContentProblem[] } {
  const read = readYaml(join(contentDir, 'data', 'contacts.yml'), ContactsFile, 'data/contacts.yml');
  if ('problems' in read) return read;
  const { callCentre, email, healthInsurance, stores, branch, supportDesk } = read.value;
  const usually = callCentre.hoursConfidence === 'medium' ? 'biasanya ' : '';
  return {
    desk: supportDesk,
    contacts: {
      callCentre: `call center ${callCentre.number}`,
      callHours: `${usually}pukul ${callCentre.opens}–${callCentre.closes} ${callCentre.zone}`,
      careEmail: email.address,
      healthCentre: healthInsurance.number,
      appMaker: stores.maker,
      playStore: stores.playStore,
      bring: new Intl.ListFormat('id', { type: 'conjunction' }).format(branch.bring),
    },
  };
}
