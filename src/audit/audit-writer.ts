import type { Client } from 'pg';
import { isConnectionLoss } from '../platform/database/database-errors.ts';
import { OwnConnection } from '../platform/database/own-connection.ts';
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
  private readonly connection: OwnConnection;
  private readonly queue = new BatchQueue<StoredEntry>({
    write: (entries) => this.insert(entries),
    maxBatch: MAX_BATCH,
    maxWaiting: MAX_WAITING,
    // Otherwise the server has answered that it refused the statement: nothing of it was written.
    mayRetrySingly: (error) => !isConnectionLoss(error),
    refusal: logUnavailable,
  });

  constructor(private readonly options: AuditWriterOptions) {
    this.connection = new OwnConnection(options.newClient);
  }

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
    const { rows } = await this.connection.query<{ writable: boolean }>(WRITABLE);
    if (!rows[0]?.writable) throw new Error('the access log is not ours to write');
  }

  /** Writes what waits, then lets the connection go. */
  async close(): Promise<void> {
    await this.queue.drain();
    await this.connection.close();
  }

  private async insert(entries: readonly StoredEntry[]): Promise<void> {
    const [first] = entries;
    if (first) await this.connection.query(entries.length === 1 ? insertOne(first) : insertMany(entries));
  }
}
