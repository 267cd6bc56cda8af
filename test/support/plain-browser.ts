import { parseSetCookie } from 'cookie';

export interface Visit {
  readonly status: number;
  /** Where the last answer came from. */
  readonly url: URL;
  readonly text: string;
  readonly headers: Headers;
}

/**
 * A browser without pictures and scripts: cookies by host, redirects, forms. An origin that people know a service by can
 * lead to the port that it listens on.
 */
export class PlainBrowser {
  /** Cookies by origin, name and value. */
  readonly cookies = new Map<string, Map<string, string>>();
  /** Every address that was asked for, in order. */
  readonly visited: string[] = [];

  constructor(private readonly places: Readonly<Record<string, string>> = {}) {}

  /** Opens an address and goes on as redirects say, at most until one leads to the page `until`, which is not opened. */
  async open(address: string, until?: string): Promise<Visit> {
    let visit = await this.send(new URL(address), {});
    for (let hops = 0; hops < 10; hops += 1) {
      const next = visit.headers.get('location');
      if (next === null) return visit;
      const url = new URL(next, visit.url);
      if (isAt(url, until)) return { ...visit, url };
      visit = await this.send(url, {});
    }
    throw new Error(`too many redirects from ${address}`);
  }

  /** Sends a form as a page of the same site does and follows where it leads. */
  async submit(
    address: string | URL,
    fields: Readonly<Record<string, string>>,
    until?: string,
  ): Promise<Visit> {
    const url = new URL(address);
    const headers = { 'sec-fetch-site': 'same-origin', origin: url.origin };
    const visit = await this.send(url, { method: 'POST', body: new URLSearchParams(fields), headers });
    const next = visit.headers.get('location');
    if (next === null) return visit;
    const target = new URL(next, visit.url);
    return isAt(target, until) ? { ...visit, url: target } : this.open(target.href, until);
  }

  private async send(url: URL, init: RequestInit): Promise<Visit> {
    this.visited.push(url.href);
    const place = url.href.replace(url.origin, this.places[url.origin] ?? url.origin);
    const jar = this.jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...(cookie && { cookie }), ...(init.headers as object) };
    const response = await fetch(place, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const { name, value = '', maxAge, expires } = parseSetCookie(line);
      if (maxAge === 0 || (expires && expires.getTime() < Date.now())) jar.delete(name);
      else jar.set(name, value);
    }
    return { status: response.status, url, text: await response.text(), headers: response.headers };
  }

  /** Cookies of an origin, to be looked at or planted. */
  jarOf({ origin }: Pick<URL, 'origin'>): Map<string, string> {
    const jar = this.cookies.get(origin) ?? new Map<string, string>();
    this.cookies.set(origin, jar);
    return jar;
  }
}

const isAt = (url: URL, page: string | undefined): boolean => url.origin + url.pathname === page;
