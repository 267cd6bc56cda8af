import type { DepartmentTokens } from './department-tokens.ts';

/** The case that acts on a state belong to; issues and changes name their own. */
const DEMO_CASE = 'DEMO-1';

/** An answer that was not what the demo needs; the message is the service's own words. */
export class DemoRequestFailed extends Error {}

/** Speaks to the service as anyone does, or as a department's system with its access token. */
export class DemoClient {
  constructor(
    private readonly address: string,
    private readonly tokens: DepartmentTokens,
    private readonly department: string | null = null,
  ) {}

  /** The same client as the system of a department, named in Chinese. */
  as(department: string): DemoClient {
    return new DemoClient(this.address, this.tokens, department);
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.json(path, {});
  }

  post<Answer>(path: string, body: unknown, idempotencyKey?: string): Promise<Answer> {
    const headers = {
      'content-type': 'application/json',
      ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
    };
    return this.json(path, { method: 'POST', body: JSON.stringify(body), headers });
  }

  /** Uploads one file as a browser does. */
  upload<Answer>(path: string, file: Uint8Array, name: string, type: string): Promise<Answer> {
    const form = new FormData();
    form.append('file', new Blob([Buffer.from(file)], { type }), name);
    return this.json(path, { method: 'POST', body: form });
  }

  async bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.send(path, {})).arrayBuffer());
  }

  async text(path: string): Promise<string> {
    return (await this.send(path, { headers: { accept: 'text/html' } })).text();
  }

  private async json<Answer>(path: string, init: RequestInit): Promise<Answer> {
    return (await this.send(path, init)).json() as Promise<Answer>;
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    const headers = {
      accept: 'application/json',
      ...(this.department !== null && (await this.systemHeaders(this.department))),
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(new URL(path, this.address), { ...init, headers });
    if (response.ok) return response;
    throw new DemoRequestFailed(
      `${init.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`,
    );
  }

  private async systemHeaders(department: string): Promise<Record<string, string>> {
    return { authorization: await this.tokens.authorizationOf(department), 'x-case-number': DEMO_CASE };
  }
}
