import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.ts';
import type { SealedBox } from '../../../platform/secrets/sealed-box.ts';
import { Secrets } from '../../../platform/secrets/secrets.ts';
import { newId } from '../../../shared/ids.ts';
import type { FactorKind } from './second-factor.ts';

/** Whose challenge it is: a sign-in under way, or somebody signed in. */
export type ChallengeOwner = { readonly attemptId: string } | { readonly sessionId: string };

/** What a challenge was made for; an answer to another one takes nothing. */
export interface ChallengePurpose {
  readonly owner: ChallengeOwner;
  readonly kind: FactorKind;
  readonly purpose: 'registration' | 'proof';
}

const LIFETIME_MS = 5 * 60_000;

/** Challenges on their way: each is taken by one answer, right or wrong, within five minutes. */
@Injectable()
export class FactorChallenges {
  private readonly box: SealedBox;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) secrets: Secrets,
  ) {
    this.box = secrets.sealedBox('staff.challenge');
  }

  /** @returns the id that the answer names */
  async keep({ owner, kind, purpose }: ChallengePurpose, kept: Buffer, now: Date): Promise<string> {
    const id = newId();
    await this.database.query(
      'sign-in.insert-challenge',
      `INSERT INTO factor_challenges (id, attempt_id, session_id, kind, purpose, kept_sealed, made_at, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        ...ownerColumns(owner),
        kind,
        purpose,
        this.box.seal(kept, contextOf(id)),
        now,
        new Date(now.getTime() + LIFETIME_MS),
      ],
    );
    return id;
  }

  /** What was kept, once; null when it was taken before, is too old, or was made for something else. */
  async take(id: string, { owner, kind, purpose }: ChallengePurpose, now: Date): Promise<Buffer | null> {
    const [taken] = await this.database.query<{ keptSealed: Buffer }>(
      'sign-in.take-challenge',
      `WITH open AS (
         SELECT id, kept_sealed FROM factor_challenges
         WHERE id = $1 AND attempt_id IS NOT DISTINCT FROM $2 AND session_id IS NOT DISTINCT FROM $3
           AND kind = $4 AND purpose = $5 AND taken_at IS NULL AND ends_at > $6
         FOR UPDATE)
       UPDATE factor_challenges c SET taken_at = $6, kept_sealed = NULL FROM open WHERE c.id = open.id
       RETURNING open.kept_sealed AS "keptSealed"`,
      [id, ...ownerColumns(owner), kind, purpose, now],
    );
    return taken ? this.box.open(taken.keptSealed, contextOf(id)) : null;
  }
}

const ownerColumns = (owner: ChallengeOwner): [string | null, string | null] =>
  'attemptId' in owner ? [owner.attemptId, null] : [null, owner.sessionId];

const contextOf = (id: string) => `factor_challenges/${id}/kept`;
