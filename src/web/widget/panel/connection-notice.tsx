import type { Connection } from '../direct-line/client.ts';
import { connectionStrings } from '../strings.ts';

/** Says what is wrong with the connection, and nothing while all is well. */
export function ConnectionNotice({ connection }: { connection: Connection }) {
  return (
    <p class={`connection ${connection}`} role="status">
      {connection !== 'online' && connectionStrings[connection]}
    </p>
  );
}
