import { TicketId } from '../ids.ts';
import type { Random } from '../time-and-chance.ts';

/** Crockford's alphabet: nobody confuses 0 with O or 1 with I when reading it over the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** E.g. `JMO-7F3K-29QD`. */
export function makeTicket(random: Random): TicketId {
  const letters = [...random.bytes(8)].map(byte => alphabet[byte % alphabet.length]).join('');
  return TicketId.parse(`JMO-${letters.slice(0, 4)}-${letters.slice(4)}`);
}
