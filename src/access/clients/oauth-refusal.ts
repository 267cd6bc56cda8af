/** Why a token is not given, closed; what the access log is told. */
export type OAuthReason =
  | 'oauth.malformed'
  | 'oauth.two-credentials'
  | 'oauth.grant-type'
  | 'oauth.no-credential'
  | 'oauth.unknown-client'
  | 'oauth.wrong-secret'
  | 'oauth.client-ended'
  | 'oauth.address'
  | 'oauth.scope'
  | 'assertion.malformed'
  | 'assertion.algorithm'
  | 'assertion.signature'
  | 'assertion.client'
  | 'assertion.audience'
  | 'assertion.expired'
  | 'assertion.too-long'
  | 'assertion.not-yet'
  | 'assertion.no-id'
  | 'assertion.replayed';

/** RFC 6749 §5.2. */
interface OAuthAnswer {
  readonly status: 400 | 401;
  readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';
  /** ASCII, as §5.2 asks. */
  readonly description: string;
}

const UNPROVEN = unproven('The client could not be authenticated');

/**
 * What is answered for a reason. Before a client has proven itself all reasons look alike; what is wrong with the claims
 * of an assertion is told to whoever has signed it.
 */
export const OAUTH_ANSWERS: Readonly<Record<OAuthReason, OAuthAnswer>> = {
  'oauth.malformed': badRequest(
    'Send the parameters form-encoded in the body, each once, and none in the query of the address',
  ),
  'oauth.two-credentials': badRequest('Send one credential: Basic, client_secret or client_assertion'),
  'oauth.grant-type': {
    status: 400,
    error: 'unsupported_grant_type',
    description: 'grant_type must be client_credentials',
  },
  'oauth.no-credential': UNPROVEN,
  'oauth.unknown-client': UNPROVEN,
  'oauth.wrong-secret': UNPROVEN,
  'oauth.client-ended': UNPROVEN,
  'oauth.address': UNPROVEN,
  'oauth.scope': {
    status: 400,
    error: 'invalid_scope',
    description: 'The client does not hold one of the scopes asked for',
  },
  'assertion.malformed': UNPROVEN,
  'assertion.algorithm': UNPROVEN,
  'assertion.signature': UNPROVEN,
  'assertion.client': UNPROVEN,
  'assertion.audience': unproven('aud must be the issuer or the token endpoint'),
  'assertion.expired': unproven('exp is missing or has passed'),
  'assertion.too-long': unproven('exp must be at most 300 seconds ahead'),
  'assertion.not-yet': unproven('iat or nbf lies in the future'),
  'assertion.no-id': unproven('jti is missing or longer than 128 characters'),
  'assertion.replayed': unproven('jti was used before'),
};

/** A request to one of the OAuth endpoints that is refused. */
export class OAuthRefusal extends Error {
  override readonly name = 'OAuthRefusal';

  constructor(
    readonly reason: OAuthReason,
    /** UUID of the client that the request names, where there is such a one. */
    readonly clientId: string | null = null,
  ) {
    super(reason);
  }
}

function badRequest(description: string): OAuthAnswer {
  return { status: 400, error: 'invalid_request', description };
}

function unproven(description: string): OAuthAnswer {
  return { status: 401, error: 'invalid_client', description };
}
