import { LICENCE_TYPE_SAMPLES } from '../../src/catalogue/samples/licence-type-samples.ts';
import { issueRequest } from '../../src/demo/sample-requests.ts';
import { type CityKeys, seedCity } from '../../src/demo/seed-city.ts';
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
  readonly keys: CityKeys;
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

export const MARKET = '晋城市市场监督管理局';
let serials = 0;

export async function startCity(options: StartAppOptions = {}): Promise<StartedCity> {
  const started = await startApp(options);
  const keys = await seedCity(started.app, started.clock.now());
  const send: StartedCity['send'] = (method, path, sending = {}) =>
    request(started.origin, keys, method, path, sending);
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
  return { ...started, keys, send, issue };
}

/** The sample of a type by its Chinese name and the request for its plain example. */
export function sampleRequest(typeName: string, serial: number, now: Date) {
  const sample = LICENCE_TYPE_SAMPLES.find(({ definition }) => definition.name.zh === typeName);
  if (!sample) throw new Error(`no sample of ${typeName}`);
  return { sample, body: issueRequest(sample, sample.examples[0], serial, now) };
}

async function request(
  origin: string,
  keys: CityKeys,
  method: string,
  path: string,
  { unit, key, body, headers = {} }: SendOptions,
): Promise<Answer> {
  const response = await fetch(origin + path, {
    method,
    headers: {
      ...(unit && { authorization: `Bearer ${keys[unit]}` }),
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
