import { useEffect, useState } from 'preact/hooks';

/** Which conversation the address names: `#/percakapan/{id}`. Links to one can be kept and sent to colleagues. */
export function useOpenConversation(): string | undefined {
  const [id, setId] = useState(readAddress);
  useEffect(() => {
    const follow = () => setId(readAddress());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return id;
}

export const listAddress = '#/';

export function conversationAddress(id: string): string {
  return `#/percakapan/${id}`;
}

function readAddress(): string | undefined {
  return /^#\/percakapan\/([A-Za-z0-9_-]+)$/.exec(location.hash)?.[1];
}
