/**
 * As much of the browser's XMLHttpRequest as rxjs 5 uses, on top of `fetch`: the official Direct Line client needs it, and
 * Node has none.
 */
export class XmlHttpRequest {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseType = '';
  timeout = 0;
  withCredentials = false;
  readonly upload = {};
  onreadystatechange: ((event: unknown) => void) | null = null;
  ontimeout: ((event: unknown) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;

  readonly #headers = new Headers();
  readonly #abort = new AbortController();
  #method = 'GET';
  #url = '';

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.append(name, value);
  }

  send(body?: string | FormData): void {
    void this.#send(body);
  }

  abort(): void {
    this.#abort.abort();
  }

  async #send(body?: string | FormData): Promise<void> {
    const timer = this.timeout > 0 ? setTimeout(() => this.abort(), this.timeout) : undefined;
    try {
      const answer = await fetch(this.#url, {
        method: this.#method,
        headers: this.#headers,
        signal: this.#abort.signal,
        ...(body !== undefined && { body }),
      });
      const text = await answer.text();
      this.status = answer.status;
      this.response = this.responseType === 'json' ? parse(text) : text;
      this.readyState = 4;
      this.onreadystatechange?.({});
    } catch {
      if (!this.#abort.signal.aborted) this.onerror?.({});
    } finally {
      clearTimeout(timer);
    }
  }
}

/** As in browsers: what is no JSON is null. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
