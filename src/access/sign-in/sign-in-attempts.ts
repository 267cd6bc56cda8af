import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import type { SealedBox } from '../../platform/secrets/sealed-box.ts';
import { Secrets } from '../../platform/secrets/secrets.ts';
import { newId } from '../../shared/ids.ts';
import { newToken, tokenHash } from '../sessions/secret-token.ts';
import type { FactorKind } from './factors/second-factor.ts';

/** What an attempt waits for (docs/adr/0017-sign-in.md). */
export type AttemptStage = 'second-factor' | 'new-password' | 'first-factor';

/** A sign-in or enrolment under way. */
export interface SignInAttempt {
  readonly id: string;
  readonly accountId: string;
  readonly stage: AttemptStage;
  /** The factor that was proven, while a new password is waited for. */
  readonly factorKind: FactorKind | null;
  readonly endsAt: Date;
}

/** What an enrolment keeps until the factor has proven itself: the code is presented once more then. */
export interface EnrolmentDraft {
  readonly enrolmentId: string;
  readonly code: string;
  readonly passwordHash: string;
}

const LIFETIME_MS = 10 * 60_000;

/** Sign-ins and enrolments between their first and their last step, each known by a token. */
@Injectable()
export class SignInAttempts {
  private readonly box: SealedBox;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) secrets: Secrets,
  ) {
    this.box = secrets.sealedBox('staff.enrolment-draft');
  }

  /** Opens an attempt whose password was right, or with `draft` an enrolment whose code was. Returns its token. */
  async open(tx: Tx, accountId: string, now: Date, draft: EnrolmentDraft | null = null): Promise<string> {
    const { written, hash } = newToken();
    const id = newId();
    const sealed =
      draft && this.box.seal(Buffer.from(JSON.stringify([draft.code, draft.passwordHash])), contextOf(id));
    await tx.query(
      'sign-in.insert-attempt',
      `INSERT INTO sign_in_attempts (id, token_hash, account_id, stage, enrolment_id, password_sealed, opened_at, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        hash,
        accountId,
        draft ? 'first-factor' : 'second-factor',
        draft?.enrolmentId ?? null,
        sealed,
        now,
        new Date(now.getTime() + LIFETIME_MS),
      ],
    );
    return written;
  }

  /** The attempt of a token, while it goes on and waits for `stage`; null for anything else. */
  async of(token: string | undefined, stage: AttemptStage, now: Date): Promise<SignInAttempt | null> {
    const hash = tokenHash(token);
    if (!hash) return null;
    const [attempt] = await this.database.query<SignInAttempt & Record<string, unknown>>(
      'sign-in.attempt',
      `SELECT id, account_id AS "accountId", stage, factor_kind AS "factorKind", ends_at AS "endsAt"
       FROM sign_in_attempts WHERE token_hash = $1 AND stage = $2 AND ended_at IS NULL AND ends_at > $3`,
      [hash, stage, now],
    );
    return attempt ?? null;
  }

  /** What an enrolment's attempt keeps. */
  async draftOf({ id }: SignInAttempt): Promise<EnrolmentDraft | null> {
    const [row] = await this.database.query<{ enrolmentId: string; sealed: Buffer }>(
      'sign-in.enrolment-draft',
      `SELECT enrolment_id AS "enrolmentId", password_sealed AS sealed FROM sign_in_attempts
       WHERE id = $1 AND password_sealed IS NOT NULL`,
      [id],
    );
    if (!row) return null;
    const opened = this.box.open(row.sealed, contextOf(id)).toString();
    const [code, passwordHash] = JSON.parse(opened) as [string, string];
    return { enrolmentId: row.enrolmentId, code, passwordHash };
  }

  /** The factor is proven, the password too old: the attempt goes on to a new one. False where it is over. */
  async askNewPassword(tx: Tx, { id }: SignInAttempt, factorKind: FactorKind): Promise<boolean> {
    const moved = await tx.query(
      'sign-in.ask-new-password',
      `UPDATE sign_in_attempts SET stage = 'new-password', factor_kind = $2
       WHERE id = $1 AND stage = 'second-factor' AND ended_at IS NULL RETURNING id`,
      [id, factorKind],
    );
    return moved.length > 0;
  }

  /** Ends an attempt inside `tx`. False where another request has ended it: one attempt opens one session. */
  async end(tx: Tx, { id }: SignInAttempt, now: Date): Promise<boolean> {
    const ended = await tx.query(
      'sign-in.end-attempt',
      `UPDATE sign_in_attempts SET ended_at = $2, password_sealed = NULL WHERE id = $1 AND ended_at IS NULL RETURNING id`,
      [id, now],
    );
    return ended.length > 0;
  }
}

const contextOf = (id: string) => `sign_in_attempts/${id}/password`;
