import { decodeProtectedHeader, errors, importJWK, type JWK, type JWTPayload, jwtVerify } from 'jose';
import type { OAuthReason } from './oauth-refusal.ts';

/** A public key that a client signs its assertions with. */
export interface AssertionKey {
  readonly credentialId: string;
  /** RFC 7517, checked when it was registered. */
  readonly jwk: JWK;
}

/** What an assertion is judged by. */
export interface AssertionFacts {
  readonly clientId: string;
  readonly keys: readonly AssertionKey[];
  /** Our issuer and our token endpoint. */
  readonly audiences: readonly string[];
  readonly now: Date;
}

/** An assertion that holds; it is good once, by its `jti`. */
export interface ProvenAssertion {
  readonly credentialId: string;
  readonly jti: string;
  readonly expiresAt: Date;
}

/** The algorithms that are taken, each with the one type of key it goes with. */
const KEY_TYPES: ReadonlyMap<string, string> = new Map([
  ['RS256', 'RSA'],
  ['PS256', 'RSA'],
  ['ES256', 'EC'],
  ['EdDSA', 'OKP'],
]);

export const ASSERTION_ALGORITHMS: readonly string[] = [...KEY_TYPES.keys()];

const LONGEST_S = 300;
const CLOCKS_DIFFER_S = 30;

/**
 * The client id that an assertion names as its subject, before anything of it is believed; null when it is none.
 */
export function subjectOf(assertion: string): string | null {
  const [, payload = ''] = assertion.split('.');
  try {
    const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub?: unknown };
    return typeof sub === 'string' ? sub : null;
  } catch {
    return null;
  }
}

/**
 * Judges a `private_key_jwt` assertion (RFC 7523 §3, RFC 8725). Only public keys of this client are tried, each only with
 * an algorithm of its own type: `none` is in no list and a public key never becomes the secret of an HMAC.
 *
 * @returns the proof, or why it is none
 */
export async function judgeAssertion(
  assertion: string,
  facts: AssertionFacts,
): Promise<ProvenAssertion | OAuthReason> {
  const header = headerOf(assertion);
  if (!header) return 'assertion.malformed';
  const keyType = KEY_TYPES.get(header.alg);
  if (!keyType) return 'assertion.algorithm';
  const fitting = facts.keys.filter(
    ({ jwk }) => jwk.kty === keyType && (header.kid === undefined || jwk.kid === header.kid),
  );
  for (const key of fitting) {
    const payload = await verifiedPayload(assertion, key, header.alg, facts);
    if (payload !== 'assertion.signature')
      return typeof payload === 'string' ? payload : proofOf(payload, key, facts.now);
  }
  return 'assertion.signature';
}

function headerOf(assertion: string): { alg: string; kid: string | undefined } | null {
  try {
    const { alg, kid } = decodeProtectedHeader(assertion);
    return typeof alg === 'string' && (kid === undefined || typeof kid === 'string') ? { alg, kid } : null;
  } catch {
    return null;
  }
}

async function verifiedPayload(
  assertion: string,
  { jwk }: AssertionKey,
  algorithm: string,
  { clientId, audiences, now }: AssertionFacts,
): Promise<JWTPayload | OAuthReason> {
  try {
    const { payload } = await jwtVerify(assertion, await importJWK(jwk, algorithm), {
      algorithms: [algorithm],
      issuer: clientId,
      subject: clientId,
      audience: [...audiences],
      requiredClaims: ['exp'],
      currentDate: now,
      clockTolerance: CLOCKS_DIFFER_S,
    });
    return payload;
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): OAuthReason {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'assertion.signature';
  if (error instanceof errors.JWTExpired) return 'assertion.expired';
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'assertion.malformed';
  switch (error.claim) {
    case 'aud':
      return 'assertion.audience';
    case 'exp':
      return 'assertion.expired';
    case 'nbf':
      return 'assertion.not-yet';
    default:
      return 'assertion.client';
  }
}

function proofOf(
  { exp = 0, iat, jti }: JWTPayload,
  { credentialId }: AssertionKey,
  now: Date,
): ProvenAssertion | OAuthReason {
  const nowS = now.getTime() / 1_000;
  if (exp - nowS > LONGEST_S + CLOCKS_DIFFER_S) return 'assertion.too-long';
  if (iat !== undefined && iat - nowS > CLOCKS_DIFFER_S) return 'assertion.not-yet';
  if (!isKeepable(jti)) return 'assertion.no-id';
  return { credentialId, jti, expiresAt: new Date(exp * 1_000) };
}

const isKeepable = (jti: unknown): jti is string =>
  typeof jti === 'string' && /^[^\p{Cc}\p{Cs}]{1,128}$/u.test(jti);
