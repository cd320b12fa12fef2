import type {
  PresentedIntent,
  PresentedPage,
  PresentedTranscript,
  PresentedUser,
} from '../../console/presented.ts';

/** What the server can answer; `loggedOut` also when the session is over. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'loggedOut'; readonly code?: string | undefined }
  | { readonly kind: 'tooMany'; readonly seconds: number }
  | Trouble;

/** `code` is the server's word for what was wrong with a request. */
export interface Trouble {
  readonly kind: 'offline' | 'absent' | 'damaged' | 'unreadable' | 'failed';
  readonly code?: string | undefined;
}

export interface Filter {
  readonly q: string;
  readonly outcome: string;
  readonly channel: string;
  readonly intent: string;
}

export const noFilter: Filter = { q: '', outcome: '', channel: '', intent: '' };

export const api = {
  about: () => call<{ demo: boolean }>('about'),
  me: () => call<PresentedUser>('me'),
  logIn: (email: string, password: string, totp?: string) =>
    post<PresentedUser>('login', { email, password, ...(totp !== undefined && { totp }) }),
  logOut: () => post<undefined>('logout', {}),
  intents: () => call<{ intents: readonly PresentedIntent[] }>('intents'),
  conversations: (filter: Filter, cursor?: string) =>
    call<PresentedPage>(`conversations?${new URLSearchParams(given({ ...filter, cursor }))}`),
  conversation: (id: string) => call<PresentedTranscript>(`conversations/${encodeURIComponent(id)}`),
};

export function post<T>(path: string, body: unknown): Promise<Answer<T>> {
  return call<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Console': '1' },
    body: JSON.stringify(body),
  });
}

export async function call<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  try {
    const response = await fetch(`/console/api/${path}`, { credentials: 'same-origin', ...init });
    const text = await response.text();
    // Our own server's answer to our own page: both are built from the same types.
    const body = text === '' ? undefined : JSON.parse(text);
    return response.ok ? { kind: 'ok', value: body as T } : refusal(response, body);
  } catch {
    return { kind: 'offline' };
  }
}

function refusal(response: Response, body: unknown): Answer<never> {
  const code = codeOf(body);
  switch (response.status) {
    case 401:
      return { kind: 'loggedOut', code };
    case 404:
      return { kind: 'absent' };
    case 422:
      return { kind: 'unreadable', code };
    case 429:
      return { kind: 'tooMany', seconds: Number(response.headers.get('Retry-After') ?? 60) };
    default:
      return { kind: code === 'document-damaged' ? 'damaged' : 'failed', code };
  }
}

function codeOf(body: unknown): string | undefined {
  const { error } = Object(body);
  const { code } = Object(error);
  return typeof code === 'string' ? code : undefined;
}

function given(fields: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : []));
}
