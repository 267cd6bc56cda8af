import type { Unit } from '../../access/unit.ts';
import type { UnitsQueries } from '../../access/units.queries.ts';
import type { HotReads } from '../../platform/database/hot-reads.ts';
import { BoundedCache } from '../../shared/bounded-cache.ts';
import { BatchedLookup } from './batched-lookup.ts';
import type { VerificationRecord } from './verification-record.ts';
import {
  SELECT_BY_TOKENS,
  type TokenRow,
  type VerificationRow,
  verificationRowOf,
} from './verification-rows.ts';

const MAX_BATCH = 200;
/** About 3 kB each. */
const MAX_KEPT = 2_000;

/** What was read of a token last. */
interface Kept {
  readonly revision: string;
  readonly row: VerificationRow;
  readonly unit: Unit | null;
  readonly record: VerificationRecord;
}

/** Makes the record of a row, of the unit that issued it as it is now, and of the version of its type. */
export type CompleteRow = (row: VerificationRow, unit: Unit | null) => Promise<VerificationRecord>;

/**
 * The hot read: issued versions by QR token. Every look-up asks the database, those of concurrent requests in one
 * statement; what has not changed since it was read last is not sent again, and comes as the very same record.
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
    const known = new Map(tokens.map((token) => [token, this.kept.get(token)]));
    const revisions = tokens.map((token) => known.get(token)?.revision ?? null);
    const values = [tokens, revisions];
    const rows = await this.hotReads.query<TokenRow>('licences.verify-by-token', SELECT_BY_TOKENS, values);
    const records: VerificationRecord[] = [];
    for (const read of rows) {
      const kept = known.get(read.token);
      // Awaiting each would cost more than the rest: mostly nothing has changed, and there is nothing to wait for.
      records.push(this.unchanged(read, kept) ?? (await this.renewed(read, kept)));
    }
    return records;
  }

  private unchanged({ row }: TokenRow, kept: Kept | undefined): VerificationRecord | null {
    if (row !== null || !kept || kept.unit === null) return null;
    return this.units.known(kept.row.unitId) === kept.unit ? kept.record : null;
  }

  private async renewed(read: TokenRow, kept: Kept | undefined): Promise<VerificationRecord> {
    const row = read.row === null ? kept?.row : verificationRowOf(read.row);
    if (!row) throw new Error('the database sent no row for a token whose row is not known');
    const unit = await this.units.unitOf(row.unitId);
    const isSame = kept?.row === row && kept.unit === unit;
    const record = isSame ? kept.record : await this.complete(row, unit);
    this.kept.set(read.token, { revision: read.revision, row, unit, record });
    return record;
  }
}
