import type { Unit } from '../../access/units/unit.ts';
import type { UnitsQueries } from '../../access/units/units.queries.ts';
import type { HotReads } from '../../platform/database/hot-reads.ts';
import { BoundedCache } from '../../shared/bounded-cache.ts';
import { BatchedLookup } from './batched-lookup.ts';
import type { VerificationRecord } from './verification-record.ts';
import {
  SELECT_BY_TOKENS,
  SELECT_REVISIONS,
  type TokenRevision,
  type VerificationRow,
} from './verification-rows.ts';

const MAX_BATCH = 200;
/** About 3 kB each. */
const MAX_KEPT = 2_000;

/** What was read of a token last. */
interface Kept {
  readonly row: RevisedRow;
  readonly unit: Unit | null;
  readonly record: VerificationRecord;
}

type RevisedRow = VerificationRow & TokenRevision;

/** Makes the record of a row, of the unit that issued it as it is now, and of the version of its type. */
export type CompleteRow = (row: VerificationRow, unit: Unit | null) => Promise<VerificationRecord>;

/**
 * The hot read: issued versions by QR token. Every look-up asks the database, those of concurrent requests in one
 * statement; of what was read before only the revision is asked for, and what has not changed comes as the very same
 * record.
 */
export class TokenReads {
  private readonly kept = new BoundedCache<string, Kept>(MAX_KEPT);
  private readonly lookup = new BatchedLookup<VerificationRecord>({
    find: (tokens) => this.find(tokens),
    keyOf: ({ token }) => token,
    maxBatch: MAX_BATCH,
  });

  constructor(
    private readonly hotReads: HotReads,
    private readonly units: UnitsQueries,
    private readonly complete: CompleteRow,
  ) {}

  /** The record of a token as it stands now, or `null`. */
  load(token: string): Promise<VerificationRecord | null> {
    return this.lookup.load(token);
  }

  private async find(tokens: readonly string[]): Promise<VerificationRecord[]> {
    const known = this.knownOf(tokens);
    const [revisions, unknown] = await Promise.all([
      this.revisionsOf([...known.keys()]),
      this.rowsOf(tokens.filter((token) => !known.has(token))),
    ]);
    const isChanged = ({ token, revision }: TokenRevision) => known.get(token)?.row.revision !== revision;
    const changed = await this.rowsOf(revisions.filter(isChanged).map(({ token }) => token));
    const records: VerificationRecord[] = [];
    for (const row of [...unknown, ...changed]) records.push(await this.renewed(row));
    for (const revision of revisions) {
      const kept = known.get(revision.token);
      // Awaiting each would cost more than the rest: mostly nothing has changed, and there is nothing to wait for.
      if (kept && !isChanged(revision)) records.push(this.unchanged(kept) ?? (await this.renewed(kept.row)));
    }
    return records;
  }

  private knownOf(tokens: readonly string[]): Map<string, Kept> {
    const known = new Map<string, Kept>();
    for (const token of tokens) {
      const kept = this.kept.get(token);
      if (kept) known.set(token, kept);
    }
    return known;
  }

  private async revisionsOf(tokens: readonly string[]): Promise<TokenRevision[]> {
    if (tokens.length === 0) return [];
    return this.hotReads.query('licences.revisions-by-token', SELECT_REVISIONS, [tokens]);
  }

  private async rowsOf(tokens: readonly string[]): Promise<RevisedRow[]> {
    if (tokens.length === 0) return [];
    return this.hotReads.query('licences.verify-by-token', SELECT_BY_TOKENS, [tokens]);
  }

  private unchanged({ row, unit, record }: Kept): VerificationRecord | null {
    return unit !== null && this.units.known(row.unitId) === unit ? record : null;
  }

  private async renewed(row: RevisedRow): Promise<VerificationRecord> {
    const kept = this.kept.get(row.token);
    const unit = await this.units.unitOf(row.unitId);
    const record = kept?.row === row && kept.unit === unit ? kept.record : await this.complete(row, unit);
    this.kept.set(row.token, { row, unit, record });
    return record;
  }
}
