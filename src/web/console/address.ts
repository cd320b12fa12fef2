import { useEffect, useState } from 'preact/hooks';

/** What the address names: an area of the console and what is open in it, e.g. `#/percakapan/{id}`. */
export interface Address {
  /** Empty at the beginning. */
  readonly area: string;
  /** Empty when nothing in particular is open. */
  readonly opened: string;
}

/** Links can be kept and sent to colleagues. */
export function useAddress(): Address {
  const [address, setAddress] = useState(readAddress);
  useEffect(() => {
    const follow = () => setAddress(readAddress());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return address;
}

export const listAddress = '#/';

export function conversationAddress(id: string): string {
  return `#/percakapan/${id}`;
}

/** What no page of ours has written is the beginning. */
function readAddress(): Address {
  const [, area = '', opened = ''] = /^#\/([a-z-]+)(?:\/([A-Za-z0-9_-]*))?$/.exec(location.hash) ?? [];
  return { area, opened };
}
