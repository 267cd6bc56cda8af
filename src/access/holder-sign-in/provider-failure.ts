import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import type { HolderSignInErrorCode } from './holder-sign-in.errors.ts';

export interface ProviderFailure {
  readonly code: HolderSignInErrorCode;
  /** A word of a protocol or of the library, for operators. Never its message or cause: they repeat claims and codes. */
  readonly reason: string;
}

/** What the provider has to be asked again for, rather than what it said wrongly. */
const NO_ANSWER: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
]);

/** Error codes of OAuth 2.0 and OpenID Connect: letters and underscores, short; anything else could be anything. */
const KNOWN_FORM = /^[A-Za-z_]{1,64}$/;

/** What a failure that `openid-client` threw means to the person who signs in, and to operators. */
export function asSignInFailure(error: unknown): ProviderFailure {
  if (error instanceof AuthorizationResponseError) {
    const isTheirWill = error.error === 'access_denied';
    return {
      code: isTheirWill ? 'holder-sign-in.stopped' : 'holder-sign-in.not-proven',
      reason: tame(error.error),
    };
  }
  if (error instanceof ResponseBodyError)
    return { code: 'holder-sign-in.not-proven', reason: tame(error.error) };
  if (error instanceof ClientError) {
    const code = NO_ANSWER.has(error.code ?? '')
      ? 'holder-sign-in.provider-unavailable'
      : 'holder-sign-in.not-proven';
    return { code, reason: tame(error.code) };
  }
  // fetch() says that nobody answers with a TypeError.
  if (error instanceof TypeError)
    return { code: 'holder-sign-in.provider-unavailable', reason: 'unreachable' };
  return { code: 'holder-sign-in.not-proven', reason: 'unknown' };
}

const tame = (word: string | undefined): string =>
  word !== undefined && KNOWN_FORM.test(word) ? word : 'unknown';
