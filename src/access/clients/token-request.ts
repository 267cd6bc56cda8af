import { z } from 'zod';
import { OAuthRefusal } from './oauth-refusal.ts';

/** What a client proves itself by. */
export type ClientProof =
  | { readonly kind: 'secret'; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'assertion'; readonly clientId: string | null; readonly assertion: string };

/** A request to an OAuth endpoint, taken apart. */
export interface OAuthRequest {
  readonly proof: ClientProof;
  readonly grantType: string | null;
  /** The space-separated list, or null when none was sent. */
  readonly scope: string | null;
  /** The token that is to be revoked. */
  readonly token: string | null;
}

/** The parts of an HTTP request that count. */
export interface OAuthMessage {
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly hasQuery: boolean;
  readonly body: unknown;
}

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const FORM = 'application/x-www-form-urlencoded';

const text = (max: number) => z.string().max(max).optional();

/** Parameters by RFC 6749, 7009 and 7523; others are ignored (§3.2). One that comes twice is an array here, and refused. */
const Parameters = z.object({
  grant_type: text(100),
  scope: text(8_000),
  token: text(1_000),
  client_id: text(100),
  client_secret: text(1_000),
  client_assertion: text(8_000),
  client_assertion_type: text(100),
});
type Parameters = z.infer<typeof Parameters>;

/**
 * Takes a request apart. Anything in the query of the address is refused: addresses stand in logs of proxies, and a
 * secret that came that way is not to be used at all.
 *
 * @throws OAuthRefusal oauth.malformed, oauth.two-credentials, oauth.no-credential
 */
export function readOAuthRequest({ contentType, authorization, hasQuery, body }: OAuthMessage): OAuthRequest {
  const parameters = Parameters.safeParse(body);
  if (hasQuery || contentType?.split(';')[0]?.trim().toLowerCase() !== FORM || !parameters.success)
    throw new OAuthRefusal('oauth.malformed');
  const { grant_type, scope, token } = parameters.data;
  const proof = readProof(parameters.data, authorization);
  return { proof, grantType: grant_type || null, scope: scope || null, token: token || null };
}

/** Exactly one way to prove oneself (RFC 6749 §2.3). */
function readProof(parameters: Parameters, authorization: string | undefined): ClientProof {
  const { client_id, client_secret, client_assertion, client_assertion_type } = parameters;
  const ways = [authorization, client_secret, client_assertion].filter((way) => way !== undefined);
  if (ways.length === 0) throw new OAuthRefusal('oauth.no-credential');
  if (ways.length > 1) throw new OAuthRefusal('oauth.two-credentials');
  if (authorization !== undefined) return readBasic(authorization, client_id);
  if (client_secret !== undefined)
    return { kind: 'secret', clientId: client_id ?? '', secret: client_secret };
  if (client_assertion_type !== JWT_BEARER) throw new OAuthRefusal('oauth.malformed');
  return { kind: 'assertion', clientId: client_id ?? null, assertion: client_assertion ?? '' };
}

/** `Basic` over the form-encoded id and secret (RFC 6749 §2.3.1). */
function readBasic(authorization: string, clientId: string | undefined): ClientProof {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]{1,1000})$/i.exec(authorization) ?? [];
  if (encoded === undefined) throw new OAuthRefusal('oauth.no-credential');
  const pair = Buffer.from(encoded, 'base64').toString();
  const colon = pair.indexOf(':');
  const named = formDecoded(pair.slice(0, Math.max(colon, 0)));
  if (colon < 0 || (clientId !== undefined && clientId !== named)) throw new OAuthRefusal('oauth.malformed');
  return { kind: 'secret', clientId: named, secret: formDecoded(pair.slice(colon + 1)) };
}

const formDecoded = (encoded: string): string =>
  new URLSearchParams(`x=${encoded.replaceAll('&', '%26')}`).get('x') ?? '';
