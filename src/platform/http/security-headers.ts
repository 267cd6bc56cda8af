import type { FastifyReply } from 'fastify';
import { cspNonceOf, type RequestTrace } from './request-trace.ts';

/** On every response. `no-store`, because almost every answer names a person or a state that changes. */
const ALWAYS: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['x-frame-options', 'DENY'],
];

const NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'";
const ONE_YEAR_S = 31_536_000;

/**
 * Sets the security headers that the handler has not set itself. Pages get the nonce policy; `strict-dynamic` lets
 * their module load its islands. No `upgrade-insecure-requests` and, over plain http (a trial), no HSTS.
 */
export function setSecurityHeaders(reply: FastifyReply, trace: RequestTrace, overHttps: boolean): void {
  for (const [name, value] of ALWAYS) if (!reply.hasHeader(name)) reply.header(name, value);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  if (overHttps) reply.header('strict-transport-security', `max-age=${ONE_YEAR_S}`);
  if (!reply.hasHeader('content-security-policy'))
    reply.header('content-security-policy', isPage(reply) ? pagePolicy(cspNonceOf(trace)) : NOTHING_ALLOWED);
  if (isPage(reply) && !reply.hasHeader('permissions-policy'))
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
}

const isPage = (reply: FastifyReply): boolean =>
  String(reply.getHeader('content-type') ?? '').startsWith('text/html');

/** The policy of pages; no host but our own, no inline code without the nonce. */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}
