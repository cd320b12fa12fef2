import { useEffect, useState } from 'preact/hooks';

/** What the address names: an area of the console and what is open in it, e.g. `#/percakapan/{id}?holder=waiting`. */
export interface Address {
  /** Empty at the beginning. */
  readonly area: string;
  /** Empty when nothing in particular is open. */
  readonly opened: string;
  /** What lists are narrowed down to, as the query of an address. */
  readonly query: string;
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

export function conversationAddress(id: string, query = ''): string {
  return `#/percakapan/${id}${query && `?${query}`}`;
}

/** The list as it was narrowed down before a conversation was opened. */
export function filteredListAddress(query: string): string {
  return query === '' ? listAddress : `#/percakapan?${query}`;
}

/** What no page of ours has written is the beginning. */
export function readAddress(): Address {
  const [, area = '', opened = '', query = ''] =
    /^#\/([a-z-]*)(?:\/([A-Za-z0-9_-]*))?(?:\?(.*))?$/.exec(location.hash) ?? [];
  return { area, opened, query };
}
