import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one request; throwing closes the connection. */
export type Answering = (
  body: Buffer,
  reply: ServerResponse,
  request: IncomingMessage,
) => Promise<void> | void;

/** A server of somebody else on this machine: what stands at which path can be changed while it runs. */
export class OutsideServices {
  /** By path; where nothing stands the answer is 404. */
  readonly at = new Map<string, Answering>();
  /** Paths that were asked, in turn. */
  readonly asked: string[] = [];
  private constructor(private readonly server: Server) {}

  static async start(): Promise<OutsideServices> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const services = new OutsideServices(server);
    server.on('request', (request, reply) => void services.answer(request, reply));
    return services;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** By an address, which a guard sees through without a look-up. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Lets bytes stand at a path. */
  put(path: string, bytes: Uint8Array): void {
    this.at.set(path, (_body, reply) => void reply.writeHead(200).end(bytes));
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(closed));
  }

  private async answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const path = request.url ?? '';
    this.asked.push(path);
    const answering = this.at.get(path);
    if (answering === undefined) return void reply.writeHead(404).end();
    try {
      await answering(Buffer.concat(parts), reply, request);
    } catch {
      reply.destroy();
    }
  }
}
