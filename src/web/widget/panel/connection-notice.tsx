import type { Connection } from '../direct-line/client.ts';
import { connectionStrings } from '../strings.ts';

/** Says what is wrong with the connection, and nothing while all is well. */
export function ConnectionNotice({ connection }: { connection: Connection }) {
  if (connection === 'online') return null;
  return <p class={`connection ${connection}`}>{connectionStrings[connection]}</p>;
}
