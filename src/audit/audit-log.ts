import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/transaction-runner.ts';
import type { Caller } from '../platform/http/caller.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { type AuditEntry, type AuditOrigin, buildAuditEntry } from './audit-entry.ts';
import { consequenceOf, originOf, type SystemCause } from './audit-origin.ts';
import { AuditWriter } from './audit-writer.ts';
import { insertOne } from './entry-rows.ts';

/** An entry on its way: `id` is what the caller may be told as reference; `durable` settles when it is committed. */
export interface RecordedEntry {
  readonly id: string;
  readonly durable: Promise<void>;
}

/** The one way to log an access (docs/adr/0003-access-log.md). */
@Injectable()
export class AuditLog {
  constructor(
    @Inject(AuditWriter) private readonly writer: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The request's own entry for a change that succeeded, in the transaction of the change; the caller counts as logged
   * once that is committed.
   */
  async append(tx: Tx, caller: Caller, entry: AuditEntry): Promise<string> {
    const id = await this.insert(tx, entry, originOf(caller));
    tx.afterCommit(() => {
      caller.entry.isDurable = true;
    });
    return id;
  }

  /** A further entry that `caller`'s request or a job led to, in the transaction of the change. */
  appendConsequence(tx: Tx, cause: Caller | SystemCause, entry: AuditEntry): Promise<string> {
    return this.insert(tx, entry, consequenceOf(cause));
  }

  /**
   * The request's own entry for a read, a check, a refusal or a failure. Returns at once; the answer is held back until
   * the entry is durable.
   */
  record(caller: Caller, entry: AuditEntry): RecordedEntry {
    const built = buildAuditEntry(entry, originOf(caller), this.clock.now());
    const durable = this.writer.write(built);
    // The response hook awaits it; a client that has gone must not make it an unhandled rejection.
    durable.catch(() => undefined);
    caller.entry.underWay = durable;
    return { id: built.id, durable };
  }

  /** An entry of the service's own doing, outside any transaction. */
  async recordConsequence(cause: Caller | SystemCause, entry: AuditEntry): Promise<string> {
    const built = buildAuditEntry(entry, consequenceOf(cause), this.clock.now());
    await this.writer.write(built);
    return built.id;
  }

  private async insert(tx: Tx, entry: AuditEntry, origin: AuditOrigin): Promise<string> {
    const built = buildAuditEntry(entry, origin, this.clock.now());
    const { name, text, values } = insertOne(this.writer.sealed(built));
    await tx.query(name, text, values);
    return built.id;
  }
}
