import { OAuthRefusal } from './oauth-refusal.ts';
import { type OAuthMessage, readOAuthRequest } from './token-request.ts';

const FORM = 'application/x-www-form-urlencoded';
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const message = (body: unknown, given: Partial<OAuthMessage> = {}): OAuthMessage => ({
  contentType: FORM,
  authorization: undefined,
  hasQuery: false,
  body,
  ...given,
});
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const refusalOf = (given: OAuthMessage) => {
  try {
    return readOAuthRequest(given);
  } catch (error) {
    return (error as OAuthRefusal).reason;
  }
};

describe('a request for a token', () => {
  it('carries a secret in its header, form-encoded, or in its body', () => {
    const proof = { kind: 'secret', clientId: 'zzc_A', secret: 's:%&' };
    const grant = { grant_type: 'client_credentials' };
    const inHeader = message(grant, {
      authorization: basic('zzc_A:s%3A%25%26'),
      contentType: `${FORM}; charset=UTF-8`,
    });
    expect(readOAuthRequest(inHeader)).toEqual({
      proof,
      grantType: 'client_credentials',
      scope: null,
      token: null,
    });
    const inBody = message({
      ...grant,
      client_id: 'zzc_A',
      client_secret: 's:%&',
      scope: 'licence.read',
      other: 'x',
    });
    expect(readOAuthRequest(inBody)).toMatchObject({ proof, scope: 'licence.read' });
  });

  it('carries an assertion, with or without the id beside it', () => {
    const body = { client_assertion: 'a.b.c', client_assertion_type: JWT_BEARER };
    expect(readOAuthRequest(message(body)).proof).toEqual({
      kind: 'assertion',
      clientId: null,
      assertion: 'a.b.c',
    });
  });

  it.each<[string, OAuthMessage, string]>([
    ['JSON', message({ client_secret: 'x' }, { contentType: 'application/json' }), 'oauth.malformed'],
    ['no content type', message({ client_secret: 'x' }, { contentType: undefined }), 'oauth.malformed'],
    ['anything in the query', message({ client_secret: 'x' }, { hasQuery: true }), 'oauth.malformed'],
    [
      'a parameter that comes twice',
      message({ client_id: ['a', 'b'], client_secret: 'x' }),
      'oauth.malformed',
    ],
    ['no body', message(undefined), 'oauth.malformed'],
    ['no credential', message({ client_id: 'zzc_A' }), 'oauth.no-credential'],
    ['a bearer token in place of one', message({}, { authorization: 'Bearer x' }), 'oauth.no-credential'],
    [
      'two credentials',
      message({ client_secret: 'x' }, { authorization: basic('a:b') }),
      'oauth.two-credentials',
    ],
    [
      'another id than its header',
      message({ client_id: 'b' }, { authorization: basic('a:x') }),
      'oauth.malformed',
    ],
    ['Basic without a colon', message({}, { authorization: basic('a') }), 'oauth.malformed'],
    ['an assertion of an unknown kind', message({ client_assertion: 'x' }), 'oauth.malformed'],
  ])('is refused with %s', (_what, given, reason) => {
    expect(refusalOf(given)).toBe(reason);
  });
});
