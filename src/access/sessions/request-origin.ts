import type { IncomingHttpHeaders } from 'node:http';

/** Where a request says it comes from: our own pages, elsewhere, or nothing is said. */
export type RequestOrigin = 'own' | 'foreign' | 'unsaid';

const OWN_FETCH_SITES: ReadonlySet<unknown> = new Set(['same-origin', 'none']);
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * What the browser says of the page that sends a request (Fetch Metadata, else RFC 6454 `Origin`); pages cannot set
 * either header. `Sec-Fetch-Site` is not sent to a plain-http host of a network, `Origin` is.
 */
export function requestOrigin(headers: IncomingHttpHeaders, publicOrigin: string): RequestOrigin {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return OWN_FETCH_SITES.has(site) ? 'own' : 'foreign';
  if (headers.origin === undefined) return 'unsaid';
  return headers.origin === publicOrigin ? 'own' : 'foreign';
}

/** True where a method may change something (RFC 9110 §9.2.1). */
export const isUnsafe = (method: string): boolean => !SAFE_METHODS.has(method);
