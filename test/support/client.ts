import { CLIENT_ACTS } from '../../src/access/clients/client-acts.ts';
import { ClientCredentials } from '../../src/access/clients/client-credentials.service.ts';
import type { ClientScope } from '../../src/access/clients/client-scopes.ts';
import { ClientsService, type NewClient } from '../../src/access/clients/clients.service.ts';
import type { Tx } from '../../src/platform/database/transaction-runner.ts';
import type { StartedApp } from './start-app.ts';

const YEAR_MS = 365 * 86_400_000;

/** A system with a secret, as two security administrators would have made it. */
export interface TestClient {
  readonly id: string;
  readonly clientId: string;
  readonly secret: string;
}

export const scopeOf = (act: string, typeCode: string | null = null, needsPurpose = false): ClientScope => ({
  act,
  typeCode,
  needsPurpose,
});

/** Every act that a system of an issuing unit can have. */
export const ALL_SCOPES: readonly ClientScope[] = [...CLIENT_ACTS.keys()].map((act) => scopeOf(act));

/** Makes a system of a unit inside `tx`: every scope and a year, where nothing else is given. */
export async function makeClient(
  { app, clock }: StartedApp,
  tx: Tx,
  unitId: string,
  given: Partial<NewClient> = {},
): Promise<TestClient> {
  const expiresAt = new Date(clock.now().getTime() + YEAR_MS);
  const client = {
    unitId,
    name: 'test system',
    scopes: ALL_SCOPES,
    quotaPerMinute: 10_000,
    allowedAddresses: null,
    expiresAt,
    ...given,
  };
  const { id, clientId } = await app.get(ClientsService, { strict: false }).create(tx, client);
  const { secret } = await app.get(ClientCredentials, { strict: false }).addSecret(tx, { ...client, id });
  return { id, clientId, secret };
}

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly access_token?: string;
    readonly expires_in?: number;
    readonly scope?: string;
    readonly error?: string;
    readonly error_description?: string;
  };
}

/** Asks for a token over HTTP with a secret in the header. */
export function requestToken(
  origin: string,
  { clientId, secret }: Pick<TestClient, 'clientId' | 'secret'>,
  scope?: string,
): Promise<TokenAnswer> {
  const authorization = `Basic ${btoa(`${clientId}:${secret}`)}`;
  return postForm(
    `${origin}/oauth/token`,
    { grant_type: 'client_credentials', ...(scope && { scope }) },
    { authorization },
  );
}

/** Sends a form to one of the OAuth endpoints. */
export async function postForm(
  url: string,
  form: Readonly<Record<string, string>> | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<TokenAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
