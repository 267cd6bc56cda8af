import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server that takes each name once, as a store of locked objects does; it can be away, or wrong. */
export class WriteOnceStore {
  readonly objects = new Map<string, Buffer>();
  readonly authorizations = new Set<string | undefined>();
  /** Answered instead of doing what is asked. */
  failure: number | null = null;
  asked = 0;
  private readonly server: Server;

  private constructor() {
    this.server = createServer(async (request, response) => {
      this.asked += 1;
      this.authorizations.add(request.headers.authorization);
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const { status, body = '' } = this.answer(request, Buffer.concat(parts));
      response.writeHead(status, status === 302 ? { location: 'http://192.0.2.1/' } : {}).end(body);
    });
  }

  static async start(): Promise<WriteOnceStore> {
    const store = new WriteOnceStore();
    await once(store.server.listen(0, '127.0.0.1'), 'listening');
    return store;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/checkpoints`;
  }

  text(name: string): string | undefined {
    return this.objects.get(`/checkpoints/${name}`)?.toString();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(
    { method, url = '', headers }: { method?: string; url?: string; headers: { 'if-none-match'?: string } },
    content: Buffer,
  ): { readonly status: number; readonly body?: Buffer } {
    if (this.failure !== null) return { status: this.failure };
    const object = this.objects.get(url);
    if (method === 'GET') return object ? { status: 200, body: object } : { status: 404 };
    if (method !== 'PUT' || headers['if-none-match'] !== '*') return { status: 400 };
    if (object) return { status: 412 };
    this.objects.set(url, content);
    return { status: 201 };
  }
}
