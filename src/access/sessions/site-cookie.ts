import { parseCookie, stringifySetCookie } from 'cookie';

/** Longer `Cookie` headers are not ours: browsers keep to this, and reading costs nothing we did not ask for. */
const MAX_HEADER_LENGTH = 8_192;

/**
 * A cookie that only our own pages are sent with, out of reach of scripts and gone with the browser. Under https its
 * name begins with `__Host-`, so that no other host of the domain can set it (RFC 6265bis §4.1.3.2).
 */
export class SiteCookie {
  readonly name: string;
  private readonly secure: boolean;

  /** @param publicOrigin decides whether the cookie is `Secure` */
  constructor(name: string, publicOrigin: string) {
    this.secure = publicOrigin.startsWith('https:');
    this.name = this.secure ? `__Host-${name}` : name;
  }

  /** Whether a `Cookie` header has this cookie, with whatever value; asked for every request. */
  isIn(header: string | undefined): boolean {
    return header?.includes(`${this.name}=`) === true && this.valueIn(header) !== undefined;
  }

  /** The value in a `Cookie` header; of several the first. */
  valueIn(header: string | undefined): string | undefined {
    if (header === undefined || header.length > MAX_HEADER_LENGTH) return undefined;
    return parseCookie(header)[this.name];
  }

  /** Value of `Set-Cookie` that gives the cookie out. */
  set(value: string): string {
    return stringifySetCookie(this.name, value, this.attributes);
  }

  /** Value of `Set-Cookie` that takes it back. */
  clear(): string {
    return stringifySetCookie(this.name, '', { ...this.attributes, maxAge: 0 });
  }

  /** Lax, not Strict: holders come back from their provider by a link, and people open our pages from messages. */
  private get attributes() {
    return { httpOnly: true, secure: this.secure, sameSite: 'lax', path: '/' } as const;
  }
}
