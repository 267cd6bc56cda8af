import { Inject, Injectable } from '@nestjs/common';
import { clientPrefix } from '../../audit/client-prefix.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import { BoundedCache } from '../../shared/bounded-cache.ts';
import { newId } from '../../shared/ids.ts';
import { newToken, tokenHash } from './secret-token.ts';
import {
  isLive,
  type ProvenFactor,
  type Session,
  type SessionEndReason,
  type SessionSubject,
} from './session.ts';

/** A session to be opened. */
export interface SessionOpening {
  readonly subject: SessionSubject;
  readonly factors: readonly ProvenFactor[];
  /** Whole client address; its prefix is kept. */
  readonly address: string;
}

/** Who ends sessions, and why. `by` is the id of an account or holder; null: nobody in person. */
export interface SessionEnding {
  readonly by: string | null;
  readonly reason: SessionEndReason;
}

/** A row as it was read; what other requests have learnt since is put on it. */
interface KeptSession {
  row: Promise<SessionRow | undefined>;
  until: number;
  lastSeenMs: number;
  writtenMs: number;
}

interface SessionRow extends Omit<Session, 'subject'> {
  readonly subjectKind: SessionSubject['kind'];
  readonly subjectId: string;
}

/** A session that another process ended stops here at the latest after this time. */
const KEPT_MS = 5_000;
const MAX_KEPT = 20_000;
const SEEN_WRITTEN_MS = 60_000;

const COLUMNS = `id, subject_kind AS "subjectKind", subject_id AS "subjectId", factors,
  client_prefix AS "clientPrefix", opened_at AS "openedAt", last_seen_at AS "lastSeenAt", ends_at AS "endsAt",
  ended_at AS "endedAt"`;

/** Signed-in states (docs/adr/0017-sign-in.md). */
@Injectable()
export class SessionsService {
  private readonly kept = new BoundedCache<string, KeptSession>(MAX_KEPT);
  /** Ended by this process: a row that was being read meanwhile must not bring them back. */
  private readonly ended = new BoundedCache<string, true>(MAX_KEPT);
  private readonly idleMs: number;
  private readonly longestMs: number;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.idleMs = config.signIn.sessionIdleMs;
    this.longestMs = config.signIn.sessionMs;
  }

  /**
   * Opens a session inside `tx`; log it there as `session.open`.
   *
   * @returns the token for the cookie; it is shown now and cannot be read again
   */
  async open(
    tx: Tx,
    { subject, factors, address }: SessionOpening,
    now: Date,
  ): Promise<{ id: string; token: string }> {
    const { written, hash } = newToken();
    const id = newId();
    const endsAt = new Date(now.getTime() + this.longestMs);
    await tx.query(
      'sessions.insert',
      `INSERT INTO sessions (id, token_hash, subject_kind, subject_id, factors, client_prefix, opened_at,
         last_seen_at, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)`,
      [id, hash, subject.kind, subject.id, factors, clientPrefix(address), now, endsAt],
    );
    return { id, token: written };
  }

  /** The live session of a cookie's token, which counts as seen at `now`; null for anything else. */
  async of(token: string | undefined, now: Date): Promise<Session | null> {
    const hash = tokenHash(token);
    if (!hash || this.ended.get(hash.toString('hex'))) return null;
    const kept = this.keptOf(hash);
    const row = await kept.row;
    if (!row) return null;
    const session = sessionOf(row, Math.max(kept.lastSeenMs, row.lastSeenAt.getTime()));
    if (!isLive(session, now, this.idleMs) || this.ended.get(hash.toString('hex'))) return null;
    await this.see(kept, row, now);
    return session;
  }

  /** Live sessions of a subject, the newest first. */
  async liveOf({ kind, id }: SessionSubject, now: Date): Promise<Session[]> {
    const rows = await this.database.query<SessionRow & Record<string, unknown>>(
      'sessions.of-subject',
      `SELECT ${COLUMNS} FROM sessions
       WHERE subject_kind = $1 AND subject_id = $2 AND ended_at IS NULL AND ends_at > $3
       ORDER BY opened_at DESC`,
      [kind, id, now],
    );
    return rows
      .map((row) => sessionOf(row, row.lastSeenAt.getTime()))
      .filter((session) => isLive(session, now, this.idleMs));
  }

  /** Ends one session of a subject inside `tx`; log it there as `session.end`. False when it is not there to end. */
  async end(tx: Tx, subject: SessionSubject, id: string, ending: SessionEnding, now: Date): Promise<boolean> {
    const rows = await tx.query<{ token: string }>(
      'sessions.end',
      `UPDATE sessions SET ended_at = $4, ended_by = $5, end_reason = $6
       WHERE id = $1 AND subject_kind = $2 AND subject_id = $3 AND ended_at IS NULL
       RETURNING encode(token_hash, 'hex') AS token`,
      [id, subject.kind, subject.id, now, ending.by, ending.reason],
    );
    this.forget(tx, rows);
    return rows.length > 0;
  }

  /** Ends every session of a subject, or all but one, inside `tx`. Returns how many there were. */
  async endAll(
    tx: Tx,
    subject: SessionSubject,
    ending: SessionEnding,
    now: Date,
    exceptId: string | null = null,
  ): Promise<number> {
    const rows = await tx.query<{ token: string }>(
      'sessions.end-all',
      `UPDATE sessions SET ended_at = $3, ended_by = $4, end_reason = $5
       WHERE subject_kind = $1 AND subject_id = $2 AND ended_at IS NULL AND id IS DISTINCT FROM $6::uuid
       RETURNING encode(token_hash, 'hex') AS token`,
      [subject.kind, subject.id, now, ending.by, ending.reason, exceptId],
    );
    this.forget(tx, rows);
    return rows.length;
  }

  private forget(tx: Tx, rows: readonly { token: string }[]): void {
    tx.afterCommit(() => {
      for (const { token } of rows) this.ended.set(token, true);
    });
  }

  private keptOf(hash: Buffer): KeptSession {
    const key = hash.toString('hex');
    const known = this.kept.get(key);
    if (known && known.until > performance.now()) return known;
    const row = this.read(hash);
    const { lastSeenMs, writtenMs } = known ?? { lastSeenMs: 0, writtenMs: 0 };
    const kept = { row, until: performance.now() + KEPT_MS, lastSeenMs, writtenMs };
    this.kept.set(key, kept);
    // Made-up tokens and failed reads are not kept: whoever sends them must not push out others.
    const drop = () => {
      if (this.kept.get(key) === kept) this.kept.delete(key);
    };
    row.then((found) => found ?? drop(), drop);
    return kept;
  }

  private async read(hash: Buffer): Promise<SessionRow | undefined> {
    const [row] = await this.database.query<SessionRow & Record<string, unknown>>(
      'sessions.by-token',
      `SELECT ${COLUMNS} FROM sessions WHERE token_hash = $1`,
      [hash],
    );
    return row;
  }

  /** Remembers the request; the row learns of it at most once a minute. */
  private async see(kept: KeptSession, { id, lastSeenAt }: SessionRow, now: Date): Promise<void> {
    kept.lastSeenMs = Math.max(kept.lastSeenMs, now.getTime());
    const written = Math.max(kept.writtenMs, lastSeenAt.getTime());
    if (now.getTime() - written < SEEN_WRITTEN_MS) return;
    kept.writtenMs = now.getTime();
    await this.database.query(
      'sessions.see',
      `UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND ended_at IS NULL AND last_seen_at < $2`,
      [id, now],
    );
  }
}

function sessionOf({ subjectKind, subjectId, ...row }: SessionRow, lastSeenMs: number): Session {
  return { ...row, subject: { kind: subjectKind, id: subjectId }, lastSeenAt: new Date(lastSeenMs) };
}
