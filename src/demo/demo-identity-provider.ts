import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import type { Configuration, default as OidcProvider } from 'oidc-provider';
import { choicePage } from './choice-page.ts';
import { KeptArtifacts } from './kept-artifacts.ts';

/** Claims of somebody who can be chosen; a test leaves some out or makes them wrong. */
export interface ProviderPerson {
  /** What the page calls them. */
  readonly label: string;
  readonly level: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface ProviderOptions {
  readonly people: readonly ProviderPerson[];
  /** Address at the service that people are sent back to. */
  readonly redirectUri: string;
}

export interface RunningProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  stop(): Promise<void>;
}

const CLIENT_ID = 'zhaozhang';
const CHOICE = '/choose/';

/**
 * A real-name identity provider of its own for demo and tests, on a free port of this machine: people are chosen from a
 * list instead of proving anything. A development dependency makes it; the service never loads it.
 */
export async function startDemoIdentityProvider(options: ProviderOptions): Promise<RunningProvider> {
  const { default: Provider } = await import('oidc-provider');
  const clientSecret = randomBytes(32).toString('base64url');
  const server = createServer();
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(0, '127.0.0.1', () => listening());
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, await configuration(options, clientSecret));
  const protocol = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith(CHOICE)) return void protocol(request, response);
    void choose(provider, options, request, response).catch(() => response.writeHead(400).end());
  });
  return { issuer, clientId: CLIENT_ID, clientSecret, stop: () => stopped(server) };
}

async function configuration(
  { people, redirectUri }: ProviderOptions,
  clientSecret: string,
): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const names = [...new Set(people.flatMap(({ claims }) => Object.keys(claims)))];
  return {
    clients: [{ client_id: CLIENT_ID, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub'], profile: names, acr: null },
    acrValues: [...new Set(people.map(({ level }) => level))],
    pkce: { required: () => true },
    adapter: KeptArtifacts,
    ttl: {
      Interaction: 600,
      Grant: 600,
      Session: 600,
      AuthorizationCode: 60,
      AccessToken: 600,
      IdToken: 600,
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => CHOICE + uid },
    findAccount: (_context, id) => {
      const person = people[Number(id)];
      return person && { accountId: id, claims: () => ({ sub: id, ...person.claims }) };
    },
    // Nobody is asked whether the service may know their name: that is what it is for.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      const grant = new provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  };
}

/** The page that takes the place of proving who one is, and its answer. */
async function choose(
  provider: OidcProvider,
  { people }: ProviderOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    response.writeHead(200, headers).end(choicePage(people.map(({ label }) => label)));
    return;
  }
  const chosen = new URLSearchParams(await bodyOf(request)).get('person') ?? 'none';
  const person = people[Number(chosen)];
  const result = person
    ? { login: { accountId: chosen, acr: person.level } }
    : { error: 'access_denied', error_description: 'nobody was chosen' };
  await provider.interactionFinished(request, response, result);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function stopped(server: Server): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed());
    server.closeAllConnections();
  });
}
