import { type Answer, askByPost } from '../api.ts';
import { offerDownload } from '../learning/offer-download.ts';

/** Fetches a file that the server makes of a POST, and lets the browser keep it under the name that the server gave. */
export async function download(path: string, body: object): Promise<Answer<undefined>> {
  try {
    const response = await askByPost(path, body);
    if (response.status === 401) return { kind: 'loggedOut' };
    if (!response.ok) return { kind: response.status === 404 ? 'absent' : 'failed' };
    const [, name = 'ekspor'] =
      /filename="([\w.-]+)"/.exec(response.headers.get('Content-Disposition') ?? '') ?? [];
    offerDownload(name, await response.blob());
    return { kind: 'ok', value: undefined };
  } catch {
    return { kind: 'offline' };
  }
}
