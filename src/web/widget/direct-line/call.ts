/** How a request ended: "they said no" is not the same as "we never reached them". */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** 403, 404: the token is no longer good for this, or the site is not welcome. */
  | { readonly kind: 'refused' }
  /** Any other 4xx: sending the same again would not help. */
  | { readonly kind: 'rejected' }
  /** No network, a time-out, 429 or 5xx: later, perhaps. `wait` is what the server asks for, in milliseconds. */
  | { readonly kind: 'unreachable'; readonly wait: number };

export interface Call {
  readonly token?: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
}

/** In milliseconds. A turn may last 3 s, a phone's network much longer. */
const patience = 20_000;

export async function call(url: string, { token, method = 'POST', body }: Call): Promise<Answer<unknown>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    const response = await fetch(url, {
      method,
      signal: abort.signal,
      credentials: 'omit',
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return response.ok ? { kind: 'ok', value: await response.json() } : refusal(response);
  } catch {
    return { kind: 'unreachable', wait: 0 };
  } finally {
    clearTimeout(timer);
  }
}

function refusal({ status, headers }: Response): Answer<never> {
  if (status === 403 || status === 404) return { kind: 'refused' };
  if (status >= 500 || status === 429 || status === 408) {
    return { kind: 'unreachable', wait: (Number(headers.get('Retry-After')) || 0) * 1_000 };
  }
  return { kind: 'rejected' };
}
