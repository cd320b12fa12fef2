/** Decides by the `Origin` header whether a page may talk to the chat. */
export type OriginPolicy = (origin: string) => boolean;

export interface OriginOptions {
  /** Any port of this machine is welcome, so that a site under development can embed the widget. */
  readonly development: boolean;
  readonly widgetOrigins: readonly string[];
  readonly publicUrl: string | undefined;
}

/** `null` (sandboxed frames, files) is refused like everything that nobody has listed. */
export function createOriginPolicy({ development, widgetOrigins, publicUrl }: OriginOptions): OriginPolicy {
  const listed = new Set([...widgetOrigins, ...(publicUrl ? [publicUrl] : [])].map(toOrigin));
  listed.delete('null');
  return origin => listed.has(origin) || (development && isThisMachine(origin));
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

function isThisMachine(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.origin === origin && loopback.has(url.hostname);
}

/** `https://contoh.id/` and `https://contoh.id` are the same site. */
function toOrigin(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}
