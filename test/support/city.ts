import { ClientProofs } from '../../src/access/clients/client-proofs.service.ts';
import { ClientTokens } from '../../src/access/clients/client-tokens.service.ts';
import { LICENCE_TYPE_SAMPLES } from '../../src/catalogue/samples/licence-type-samples.ts';
import type { CityClients } from '../../src/demo/department-tokens.ts';
import { issueRequest } from '../../src/demo/sample-requests.ts';
import { seedCity } from '../../src/demo/seed-city.ts';
import type { IssueLicence } from '../../src/licences/licence-requests.ts';
import { TransactionRunner } from '../../src/platform/database/transaction-runner.ts';
import { type StartAppOptions, type StartedApp, startApp } from './start-app.ts';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever came back
  readonly body: any;
  readonly headers: Headers;
}

/** A running service with the demo city founded, and the systems of its departments. */
export interface StartedCity extends StartedApp {
  /** What the departments' systems prove themselves by. */
  readonly clients: CityClients;
  /** An access token for each of them; they outlast every test, however far it moves the clock. */
  readonly tokens: CityTokens;
  /** Sends a request; with a department's Chinese name it is signed in as that one. */
  send(method: 'GET' | 'POST', path: string, options?: SendOptions): Promise<Answer>;
  /** Issues the example of a type; `serial` makes it different from others. */
  issue(options?: IssueOptions): Promise<Answer>;
}

export interface SendOptions {
  readonly unit?: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface IssueOptions {
  readonly type?: string;
  readonly serial?: number;
  readonly key?: string;
  readonly change?: (request: IssueLicence) => IssueLicence;
}

/** Access tokens by the unit's Chinese name. */
export type CityTokens = Readonly<Record<string, string>>;

export const MARKET = '晋城市市场监督管理局';
let serials = 0;

export async function startCity(options: StartAppOptions = {}): Promise<StartedCity> {
  const started = await startApp(options);
  const clients = await seedCity(started.app, started.clock.now());
  const tokens = await lastingTokens(started, clients);
  const send: StartedCity['send'] = (method, path, sending = {}) =>
    request(started.origin, tokens, method, path, sending);
  const issue: StartedCity['issue'] = ({
    type = '营业执照',
    serial = ++serials,
    key,
    change = (given: IssueLicence) => given,
  } = {}) => {
    const { sample, body } = sampleRequest(type, serial, started.clock.now());
    return send('POST', '/api/v1/licences', {
      unit: sample.issuerName,
      key: key ?? `test-key-${serial}`,
      body: change(body),
    });
  };
  return { ...started, clients, tokens, send, issue };
}

/** A token for each system, without its request over HTTP: the log holds only what the test itself asks for. */
async function lastingTokens(started: StartedApp, clients: CityClients): Promise<CityTokens> {
  const proofs = started.app.get(ClientProofs, { strict: false });
  const service = started.app.get(ClientTokens, { strict: false });
  const tokens: Record<string, string> = {};
  for (const [unit, { clientId, clientSecret }] of Object.entries(clients)) {
    const proven = await proofs.prove({ kind: 'secret', clientId, secret: clientSecret }, '127.0.0.1');
    tokens[unit] = (await service.give(proven, null, async () => undefined)).accessToken;
  }
  for (const table of ['clients', 'client_tokens'])
    await rowsOf(started, `UPDATE ${table} SET expires_at = '2999-01-01'`);
  return tokens;
}

/** The sample of a type by its Chinese name and the request for its plain example. */
export function sampleRequest(typeName: string, serial: number, now: Date) {
  const sample = LICENCE_TYPE_SAMPLES.find(({ definition }) => definition.name.zh === typeName);
  if (!sample) throw new Error(`no sample of ${typeName}`);
  return { sample, body: issueRequest(sample, sample.examples[0], serial, now) };
}

async function request(
  origin: string,
  tokens: CityTokens,
  method: string,
  path: string,
  { unit, key, body, headers = {} }: SendOptions,
): Promise<Answer> {
  const response = await fetch(origin + path, {
    method,
    headers: {
      ...(unit && { authorization: `Bearer ${tokens[unit]}`, 'x-case-number': 'TEST-1' }),
      ...(key && { 'idempotency-key': key }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? await response.json() : Buffer.from(await response.arrayBuffer()),
  };
}

/** Rows by the superuser, who sees everything. */
export async function rowsOf<Row extends object>(
  city: StartedApp,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const { Client } = (await import('pg')).default;
  const client = new Client({ connectionString: city.database.superuserUrl });
  await client.connect();
  try {
    return (await client.query<Row & Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

export const transactionsOf = (city: StartedApp) => city.app.get(TransactionRunner, { strict: false });
