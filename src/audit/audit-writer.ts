import type { Client } from 'pg';
import { isConnectionLoss } from '../platform/database/database-errors.ts';
import { logUnavailable } from './audit.errors.ts';
import type { BuiltEntry } from './audit-entry.ts';
import { BatchQueue } from './batch-queue.ts';
import { insertMany, insertOne, type StoredEntry } from './entry-rows.ts';

const MAX_BATCH = 500;
const MAX_WAITING = 10_000;
const WRITABLE = `
  SELECT has_column_privilege('audit_entries', 'body', 'INSERT') AND NOT pg_is_in_recovery() AS writable`;

export interface AuditWriterOptions {
  /** A new, unconnected client of the limited role. */
  readonly newClient: () => Client;
  /** Seals the opened commitments of the entry with the id given. */
  readonly seal: (personal: Buffer, id: string) => Buffer;
}

/** Writes entries outside any transaction, on a connection of its own, many to a commit. */
export class AuditWriter {
  private client: Promise<Client> | null = null;
  private readonly queue = new BatchQueue<StoredEntry>({
    write: (entries) => this.insert(entries),
    maxBatch: MAX_BATCH,
    maxWaiting: MAX_WAITING,
    // Otherwise the server has answered that it refused the statement: nothing of it was written.
    mayRetrySingly: (error) => !isConnectionLoss(error),
    refusal: logUnavailable,
  });

  constructor(private readonly options: AuditWriterOptions) {}

  /** Entries that wait to be written. */
  get waiting(): number {
    return this.queue.length;
  }

  /** `built` as it is stored: its personal values sealed. */
  sealed(built: BuiltEntry): StoredEntry {
    const { personal, id } = built;
    return { built, personalSealed: personal && this.options.seal(personal, id) };
  }

  /**
   * Resolves once `built` is committed.
   *
   * @throws DomainError log-unavailable when it is not, or when that cannot be known
   */
  write(built: BuiltEntry): Promise<void> {
    return this.queue.add(this.sealed(built));
  }

  /**
   * Resolves when the log could be written just now: its table is there, ours to add to, and the server no replica.
   *
   * @throws anything else
   */
  async probe(): Promise<void> {
    const { rows } = await (await this.connected()).query<{ writable: boolean }>(WRITABLE);
    if (!rows[0]?.writable) throw new Error('the access log is not ours to write');
  }

  /** Writes what waits, then lets the connection go. */
  async close(): Promise<void> {
    await this.queue.drain();
    const client = this.client;
    this.client = null;
    await (await client?.catch(() => null))?.end();
  }

  private async insert(entries: readonly StoredEntry[]): Promise<void> {
    const connecting = this.connected();
    const client = await connecting;
    try {
      const [first] = entries;
      if (first) await client.query(entries.length === 1 ? insertOne(first) : insertMany(entries));
    } catch (error) {
      if (isConnectionLoss(error)) this.replace(connecting, client);
      throw error;
    }
  }

  private connected(): Promise<Client> {
    this.client ??= this.connect();
    return this.client;
  }

  private connect(): Promise<Client> {
    const client = this.options.newClient();
    const connecting = client.connect().then(() => client);
    const forget = () => this.forget(connecting);
    client.on('error', forget);
    client.on('end', forget);
    connecting.catch(forget);
    return connecting;
  }

  /** Only that one: a lost connection may report its end when the next one serves already. */
  private forget(connecting: Promise<Client>): void {
    if (this.client === connecting) this.client = null;
  }

  /** The server may have refused while the connection stands: it is not left open. */
  private replace(connecting: Promise<Client>, client: Client): void {
    this.forget(connecting);
    client.end().catch(() => undefined);
  }
}
