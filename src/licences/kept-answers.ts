import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/transaction-runner.ts';
import { requireIdempotencyKey } from '../platform/http/idempotency-key.ts';
import { type CanonicalValue, canonicalJson } from '../shared/canonical-json.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { RequestIdentity } from './issuing/licence-version.ts';
import { LicenceSecrets } from './licence-secrets.ts';
import type { LicencesErrorCode } from './licences.errors.ts';

/** What became of a request that came before under the same key. */
export type EarlierRequest =
  | { readonly state: 'none' }
  | { readonly state: 'given-up' }
  | { readonly state: 'started'; readonly versionId: string }
  | { readonly state: 'answered'; readonly answer: unknown };

interface RequestRow {
  readonly digest: Buffer;
  readonly state: 'started' | 'answered' | 'given-up';
  readonly versionId: string | null;
  readonly answer: Buffer | null;
}

const FIND = {
  name: 'licences.request',
  text: `SELECT request_digest AS digest, state, licence_version_id AS "versionId", answer_sealed AS answer
    FROM issuance_requests WHERE unit_id = $1 AND idempotency_key = $2`,
};

/** One answer for one idempotency key, however often and from however many sides the request comes. */
@Injectable()
export class KeptAnswers {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LicenceSecrets) private readonly secrets: LicenceSecrets,
  ) {}

  /**
   * The identity of a request: the unit's key and SHA-256 over the canonical form of what it asks for.
   *
   * @param subject what the key stands for besides the body, for example `revocation` and the licence's id
   * @throws DomainError idempotency-key.missing
   */
  identify(unitId: string, key: string | undefined, subject: string, body: CanonicalValue): RequestIdentity {
    const digest = createHash('sha256').update(canonicalJson({ subject, body })).digest();
    return { unitId, key: requireIdempotencyKey(key), digest };
  }

  /**
   * What became of the request before, outside or inside a transaction.
   *
   * @throws DomainError idempotency-key.reused when the key stands for another body
   */
  async find(request: RequestIdentity, tx?: Tx): Promise<EarlierRequest> {
    const { unitId, key, digest } = request;
    const reader = tx ?? this.database;
    const [row] = await reader.query<RequestRow>(FIND.name, FIND.text, [unitId, key]);
    if (!row) return { state: 'none' };
    if (!row.digest.equals(digest))
      throw new DomainError<LicencesErrorCode>('conflict', 'idempotency-key.reused');
    if (row.answer) return { state: 'answered', answer: this.secrets.openAnswer(unitId, key, row.answer) };
    return row.state === 'started' && row.versionId
      ? { state: 'started', versionId: row.versionId }
      : { state: 'given-up' };
  }

  /** Keeps the answer of an act that is done in this very transaction. */
  async keep(tx: Tx, request: RequestIdentity, answer: object): Promise<void> {
    const { unitId, key, digest } = request;
    await tx.query(
      'licences.keep-answer',
      `INSERT INTO issuance_requests (unit_id, idempotency_key, request_digest, state, answer_sealed)
       VALUES ($1, $2, $3, 'answered', $4)`,
      [unitId, key, digest, this.secrets.sealAnswer(unitId, key, answer)],
    );
  }
}
