/** An answer that was not what the demo needs; the message is the service's own words. */
export class DemoRequestFailed extends Error {}

/** Speaks to the service as a department's system does, over HTTP and with its key. */
export class DemoClient {
  constructor(
    private readonly address: string,
    private readonly apiKey: string | null = null,
  ) {}

  /** The same client with the key of a unit. */
  as(apiKey: string): DemoClient {
    return new DemoClient(this.address, apiKey);
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
    const authorization: Record<string, string> = this.apiKey
      ? { authorization: `Bearer ${this.apiKey}` }
      : {};
    const headers = {
      accept: 'application/json',
      ...authorization,
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(new URL(path, this.address), { ...init, headers });
    if (response.ok) return response;
    throw new DemoRequestFailed(
      `${init.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`,
    );
  }
}
