import { Client, Pool } from 'pg';
import { buildAuditEntry } from '../src/audit/audit-entry.ts';
import { SubtreeHashes } from '../src/audit/proofs/subtree-hashes.ts';
import { LogTree } from '../src/audit/tree/log-tree.ts';
import { columnTypes } from '../src/platform/database/connection-settings.ts';
import { BenchCity } from './bench-city.ts';
import { proofFigures, readsOf, sequencingFigure } from './log-figures.ts';
import { timed } from './median.ts';
import type { Figure } from './report-table.ts';

const ENTRIES = 500_000;
const ENTRIES_AT_ONCE = 2_000;

/** Entries into the tree, proofs out of it, and what an entry takes on the disk with everything that belongs to it. */
export async function benchLogTree(): Promise<Figure[]> {
  const city = await BenchCity.found();
  const pool = new Pool({ connectionString: city.database.urls.app, types: columnTypes });
  // The server is stopped while the last connection still says goodbye.
  pool.on('error', () => undefined);
  try {
    const { superuser, app } = city.database.urls;
    await writeEntries(Object.assign(new URL(superuser), { pathname: new URL(app).pathname }).href);
    const reads = readsOf(pool);
    const tree = new LogTree(reads);
    const { ms } = await timed(async () => {
      while ((await tree.sequence(ENTRIES_AT_ONCE)).taken > 0);
    });
    const { root, size } = await tree.newestHead();
    const figures = [
      sequencingFigure(`entries put into the tree, one sequencer, ${size} waiting`, size, ms),
      ...(await proofFigures(pool, new SubtreeHashes(reads), root, size)),
    ];
    return [...figures, await bytesPerEntry(pool, size)];
  } finally {
    await pool.end();
    await city.remove();
  }
}

/** The body of a check as the service writes it, as often as asked for, each with another id and salt. */
async function writeEntries(superuserUrl: string): Promise<void> {
  const origin = {
    kind: 'anonymous',
    id: null,
    unitId: null,
    causeId: null,
    officer: null,
    caseNumber: null,
    purpose: null,
  } as const;
  const { body, personal, act, outcome } = buildAuditEntry(
    {
      act: 'verification.token',
      outcome: 'succeeded',
      code: 'original-in-force',
      object: { kind: 'licence', id: ID },
    },
    { ...origin, requestId: ID, address: '203.0.113.77' },
    new Date(),
  );
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(
      `insert into audit_entries (body, personal_sealed, act, outcome, request_id, object_kind, object_id)
       select convert_to(replace(convert_from($1::bytea, 'UTF8'), $2::text, gen_random_uuid()::text), 'UTF8'), $3::bytea, $4::text, $5::text,
         gen_random_uuid(), 'licence', gen_random_uuid()::text
       from generate_series(1, $6::int)`,
      [
        body,
        JSON.parse(body.toString()).id,
        Buffer.alloc((personal?.length ?? 0) + 37),
        act,
        outcome,
        ENTRIES,
      ],
    );
    await client.query('vacuum analyze audit_entries');
  } finally {
    await client.end();
  }
}

const ID = '00000000-0000-4000-8000-000000000001';

async function bytesPerEntry(pool: Pool, size: number): Promise<Figure> {
  const { rows } = await pool.query<{ bytes: number }>(
    `select sum(pg_total_relation_size(c.oid))::bigint as bytes from pg_class c
     where c.relkind = 'r' and (c.relname like 'audit\\_entries\\_%' or c.relname like 'audit\\_leaves\\_%' or c.relname = 'audit_tiles')`,
  );
  const bytes = Math.round((rows[0]?.bytes ?? 0) / size);
  return {
    what: 'bytes an entry takes on the disk, with place, tiles and indexes',
    ours: `${bytes}`,
    peer: '–',
    goal: '≤ 2,000',
    met: bytes <= 2_000,
  };
}
