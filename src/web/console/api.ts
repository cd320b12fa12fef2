import type {
  PresentedCause,
  PresentedIntent,
  PresentedMessage,
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

export const api = {
  about: () => call<{ demo: boolean }>('about'),
  me: () => call<PresentedUser>('me'),
  logIn: (email: string, password: string, totp?: string) =>
    post<PresentedUser>('login', { email, password, ...(totp !== undefined && { totp }) }),
  logOut: () => post<undefined>('logout', {}),
  intents: () => call<{ intents: readonly PresentedIntent[] }>('intents'),
  causes: () => call<{ causes: readonly PresentedCause[] }>('causes'),
  conversations: (parameters: string, cursor?: string) =>
    call<PresentedPage>(`conversations?${withCursor(parameters, cursor)}`),
  /** Only when it differs from what was read under `tag`. */
  conversationsSince: (parameters: string, tag: string | null) =>
    callIfChanged<PresentedPage>(`conversations/latest?${parameters}`, tag),
  olderMessages: (id: string, before: number) =>
    call<{ messages: readonly PresentedMessage[] }>(
      `conversations/${encodeURIComponent(id)}/messages?before=${before}`,
    ),
  /** Arrives also when the page is left at the same moment. */
  markRead: (id: string, read: number) =>
    call<undefined>(`conversations/${encodeURIComponent(id)}/read`, {
      ...posting({ read }),
      keepalive: true,
    }),
  conversation: (id: string) => call<PresentedTranscript>(`conversations/${encodeURIComponent(id)}`),
};

export function post<T>(path: string, body: unknown): Promise<Answer<T>> {
  return call<T>(path, posting(body));
}

/** As `post`, for whoever reads the answer in another way. Rejects when nobody can be reached. */
export function askByPost(path: string, body: unknown): Promise<Response> {
  return ask(path, posting(body));
}

function posting(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Console': '1' },
    body: JSON.stringify(body),
  };
}

export async function call<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  try {
    return await answerOf<T>(await ask(path, init));
  } catch {
    return { kind: 'offline' };
  }
}

/** For what is asked again and again: `same` is all that comes when nothing has changed. */
export async function callIfChanged<T>(
  path: string,
  tag: string | null,
): Promise<{ readonly answer: Answer<T>; readonly tag: string | null } | { readonly answer: 'same' }> {
  try {
    const response = await ask(path, { headers: tag === null ? {} : { 'If-None-Match': tag } });
    if (response.status === 304) return { answer: 'same' };
    return { answer: await answerOf<T>(response), tag: response.headers.get('ETag') };
  } catch {
    return { answer: { kind: 'offline' }, tag };
  }
}

function ask(path: string, init: RequestInit): Promise<Response> {
  return fetch(`/console/api/${path}`, { credentials: 'same-origin', ...init });
}

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  // Our own server's answer to our own page: both are built from the same types.
  const body = text === '' ? undefined : JSON.parse(text);
  return response.ok ? { kind: 'ok', value: body as T } : refusal(response, body);
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

function withCursor(parameters: string, cursor: string | undefined): string {
  return cursor === undefined ? parameters : `${parameters}&cursor=${encodeURIComponent(cursor)}`;
}
