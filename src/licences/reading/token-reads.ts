import type { HotReads } from '../../platform/database/hot-reads.ts';
import { BoundedCache } from '../../shared/bounded-cache.ts';
import { BatchedLookup } from './batched-lookup.ts';
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
  readonly token: string;
  readonly revision: string;
  readonly row: VerificationRow;
}

/**
 * The hot read: issued versions by QR token. Every look-up asks the database, those of concurrent requests in one
 * statement; what has not changed since it was read last is not sent again, and comes as the very same row.
 */
export class TokenReads {
  private readonly kept = new BoundedCache<string, Kept>(MAX_KEPT);
  private readonly lookup = new BatchedLookup<Kept>({
    find: (tokens) => this.find(tokens),
    keyOf: ({ token }) => token,
    maxBatch: MAX_BATCH,
  });

  constructor(private readonly hotReads: HotReads) {}

  /** The row of a token as it stands now, or `null`. */
  async load(token: string): Promise<VerificationRow | null> {
    return (await this.lookup.load(token))?.row ?? null;
  }

  private async find(tokens: readonly string[]): Promise<Kept[]> {
    const known = new Map(tokens.map((token) => [token, this.kept.get(token)]));
    const revisions = tokens.map((token) => known.get(token)?.revision ?? null);
    const rows = await this.hotReads.query<TokenRow>('licences.verify-by-token', SELECT_BY_TOKENS, [
      tokens,
      revisions,
    ]);
    return rows.flatMap((read) => this.merged(read, known.get(read.token)));
  }

  private merged({ token, revision, row }: TokenRow, known: Kept | undefined): Kept[] {
    if (row === null) return known ? [known] : [];
    const kept = { token, revision, row: verificationRowOf(row) };
    this.kept.set(token, kept);
    return [kept];
  }
}
