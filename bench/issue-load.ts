import { Agent, request } from 'node:http';
import { LICENCE_TYPE_SAMPLES } from '../src/catalogue/samples/licence-type-samples.ts';
import { type CityClients, DepartmentTokens } from '../src/demo/department-tokens.ts';
import { issueRequest } from '../src/demo/sample-requests.ts';

/** The type that is issued most: 食品经营许可证 without photographs. */
const SAMPLE = LICENCE_TYPE_SAMPLES.find(({ definition }) => definition.name.zh === '食品经营许可证');

export interface IssueLoad {
  readonly origin: string;
  readonly clients: CityClients;
  readonly licences: number;
  readonly inFlight: number;
  /** First serial number; loads of one city must not overlap. */
  readonly from: number;
}

export interface IssueLoadResult {
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
  readonly tokens: readonly string[];
}

/** Issues licences over HTTP, `inFlight` at a time, and waits for each answer. Any refusal ends it. */
export async function issueMany({
  origin,
  clients,
  licences,
  inFlight,
  from,
}: IssueLoad): Promise<IssueLoadResult> {
  if (!SAMPLE) throw new Error('the catalogue has no such sample');
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const departments = new DepartmentTokens(origin, clients);
  const now = new Date();
  const latenciesMs: number[] = [];
  const tokens: string[] = [];
  let next = from;
  const issueOne = async () => {
    while (next < from + licences) {
      const serial = next;
      next += 1;
      const body = JSON.stringify(issueRequest(SAMPLE, SAMPLE.examples[0], serial, now));
      const startedAt = performance.now();
      const { token } = await post(
        agent,
        `${origin}/api/v1/licences`,
        await departments.authorizationOf(SAMPLE.issuerName),
        `bench-issue-${serial}`,
        body,
      );
      latenciesMs.push(performance.now() - startedAt);
      tokens.push(token);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: inFlight }, issueOne));
  agent.destroy();
  return { seconds: (performance.now() - startedAt) / 1000, latenciesMs, tokens };
}

function post(
  agent: Agent,
  url: string,
  authorization: string,
  idempotencyKey: string,
  body: string,
): Promise<{ token: string }> {
  return new Promise((answered, failed) => {
    const headers = {
      authorization,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': idempotencyKey,
    };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 201) answered(JSON.parse(text) as { token: string });
        else failed(new Error(`${response.statusCode} ${text}`));
      });
    });
    sent.on('error', failed);
    sent.end(body);
  });
}
