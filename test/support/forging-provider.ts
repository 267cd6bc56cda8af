import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';

export type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** What a provider of tests answers; each part may be a lie. */
export interface Lies {
  /** Body of the token endpoint's answer; null: it answers 500. */
  token(): Promise<object | null>;
  /** Body of userinfo's answer. */
  userinfo?: object;
}

export interface ForgingProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The key that its published keys have. */
  readonly key: SigningKey;
  lie(lies: Lies): void;
  stop(): Promise<void>;
}

const BASIC = 'client_secret_basic';

/** An identity provider that says whatever a test wants, and offers every algorithm that a client should refuse. */
export async function startForgingProvider(): Promise<ForgingProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), alg: 'RS256', use: 'sig', kid: 'k1' };
  let lies: Lies = { token: async () => null };
  const server = createServer((request, response) => {
    void answer(request.url ?? '', response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(url: string, response: ServerResponse): Promise<void> {
    const body = await bodyFor(url.split('?')[0]);
    response
      .writeHead(body ? 200 : 500, { 'content-type': 'application/json' })
      .end(JSON.stringify(body ?? {}));
  }

  async function bodyFor(path: string | undefined): Promise<object | null | undefined> {
    if (path === '/.well-known/openid-configuration') return metadata(issuer);
    if (path === '/jwks') return { keys: [jwk] };
    if (path === '/userinfo') return lies.userinfo;
    return path === '/token' ? lies.token() : null;
  }

  return {
    issuer,
    clientId: 'zhaozhang',
    clientSecret: 'a-secret-that-the-client-knows-too-0123456789',
    key: privateKey,
    lie: (told) => {
      lies = told;
    },
    stop: () => new Promise((closed) => server.close(() => closed())),
  };
}

const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
  token_endpoint_auth_methods_supported: [BASIC],
  authorization_response_iss_parameter_supported: true,
});
