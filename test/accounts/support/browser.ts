/** A browser without JavaScript: keeps cookies, sends forms as a browser would, follows redirects. */
export function openBrowser() {
  const cookies = new Map<string, string>();

  async function visit(url: string): Promise<Page> {
    return read(await fetch(url, { headers: headers(), redirect: 'manual' }), url);
  }

  async function submit(url: string, fields: Record<string, string>, extra: Record<string, string> = {}) {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { ...headers(), 'Sec-Fetch-Site': 'same-origin', ...extra },
      redirect: 'manual',
    });
    return read(response, url);
  }

  function headers(): Record<string, string> {
    return { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  async function read(response: Response, url: string): Promise<Page> {
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (response.status === 303 && location) return visit(new URL(location, url).href);
    const html = await response.text();
    return { status: response.status, html, title: /<title>(.*)<\/title>/.exec(html)?.[1] ?? '', response };
  }

  return { visit, submit };
}

export interface Page {
  readonly status: number;
  readonly title: string;
  readonly html: string;
  readonly response: Response;
}
