import { setTimeout as sleep } from 'node:timers/promises';
import { LICENCE_TYPE_SAMPLES } from '../../src/catalogue/samples/licence-type-samples.ts';
import { type CityClients, DepartmentTokens } from '../../src/demo/department-tokens.ts';
import { issueRequest } from '../../src/demo/sample-requests.ts';

const PAUSE_MS = 5;

/** A department that issues and searches and two citizens who check, each with one request under way at a time. */
export class SteadyLoad {
  /** How often each status was answered; `none` counts requests that got no answer. */
  readonly answers = new Map<number | 'none', number>();
  private readonly tokens: DepartmentTokens;
  private readonly workers: Promise<unknown>;
  private token = 'A'.repeat(26);
  private pdf = new Uint8Array();
  private serial = 0;
  private isEnding = false;

  constructor(
    private readonly origin: string,
    private readonly clients: CityClients,
  ) {
    this.tokens = new DepartmentTokens(origin, clients);
    const turns = [[() => this.issue(), () => this.search()], [() => this.check()], [() => this.upload()]];
    this.workers = Promise.all(turns.map((turn) => this.work(turn)));
  }

  /** Resolves when every request has its answer. */
  async end(): Promise<void> {
    this.isEnding = true;
    await this.workers;
  }

  /** Issues the next licence; its token and file are what the citizens check from then on. */
  async issue(): Promise<Response | null> {
    this.serial += 1;
    const sample = LICENCE_TYPE_SAMPLES[this.serial % LICENCE_TYPE_SAMPLES.length]!;
    const authorization = await this.authorizationOf(sample.issuerName);
    const response = await this.ask('/api/v1/licences', {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/json',
        'idempotency-key': `steady-load-${this.serial}`,
      },
      body: JSON.stringify(issueRequest(sample, sample.examples[0], this.serial, new Date())),
    });
    if (response?.status !== 201) return response;
    const { token, links } = (await response.json()) as { token: string; links: { file: string } };
    const file = await this.ask(links.file, { headers: { authorization } });
    if (file?.status === 200) this.pdf = new Uint8Array(await file.arrayBuffer());
    this.token = token;
    return response;
  }

  private async search(): Promise<void> {
    const [department = ''] = Object.keys(this.clients);
    const authorization = await this.authorizationOf(department);
    await this.ask('/api/v1/licences?state=in-force', { headers: { authorization } });
  }

  private async check(): Promise<void> {
    await this.ask(`/api/v1/verifications/token/${this.token}`, {});
  }

  private async upload(): Promise<void> {
    const body = new FormData();
    body.append('file', new Blob([this.pdf as Uint8Array<ArrayBuffer>]), 'licence.pdf');
    await this.ask('/api/v1/verifications/file', { method: 'POST', body });
  }

  /** Without a service there is no token; the request that then goes out without one gets no answer either. */
  private authorizationOf(department: string): Promise<string> {
    return this.tokens.authorizationOf(department).catch(() => '');
  }

  private async work(turn: readonly (() => Promise<unknown>)[]): Promise<void> {
    while (!this.isEnding)
      for (const request of turn) {
        await request();
        await sleep(PAUSE_MS);
      }
  }

  private async ask(path: string, init: RequestInit): Promise<Response | null> {
    const response = await fetch(this.origin + path, init).catch(() => null);
    const status = response?.status ?? 'none';
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
    return response;
  }
}
