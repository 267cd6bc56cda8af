// A log of ten million entries. Nine million have their places, hashes and tiles alone, written in bulk into the tables
// that the sequencer writes (their hashes are made up, their bodies are not there, as after a pruning); the last million
// are whole entries that the sequencer itself puts on top. Takes minutes and gigabytes: `npm run bench log-size`.
// ZZ_TEST_LOG_ENTRIES makes it smaller, to try the bench itself.
import { Client, Pool } from 'pg';
import { buildAuditEntry } from '../src/audit/audit-entry.ts';
import { SubtreeHashes } from '../src/audit/proofs/subtree-hashes.ts';
import { LogSearchQueries } from '../src/audit/search/log-search.queries.ts';
import { LogSearch } from '../src/audit/search/log-search.ts';
import { LogTree } from '../src/audit/tree/log-tree.ts';
import { columnTypes } from '../src/platform/database/connection-settings.ts';
import type { Database } from '../src/platform/database/database.ts';
import { BenchCity } from './bench-city.ts';
import { latencyFigure, proofFigures, readsOf, sequencingFigure } from './log-figures.ts';
import { BENCH_ID, growInBulk } from './log-in-bulk.ts';
import { timed } from './median.ts';
import type { Figure } from './report-table.ts';

const ENTRIES = Number(process.env['ZZ_TEST_LOG_ENTRIES'] ?? 10_000_000);
/** A tenth has bodies: what is written and sequenced for real. */
const WHOLE_ENTRIES = ENTRIES / 10;
const ENTRIES_AT_ONCE = 2_000;
const SEARCHES = 60;

/** Proofs, searches, sequencing and bytes at ten million entries. */
export async function benchLogSize(): Promise<Figure[]> {
  const city = await BenchCity.found();
  const { superuser, app } = city.database.urls;
  const owner = new Client({
    connectionString: Object.assign(new URL(superuser), { pathname: new URL(app).pathname }).href,
    types: columnTypes,
  });
  const pool = new Pool({ connectionString: app, types: columnTypes });
  // The server is stopped while the last connection still says goodbye.
  pool.on('error', () => undefined);
  await owner.connect();
  try {
    return await measure(owner, pool);
  } finally {
    await Promise.all([owner.end(), pool.end()]);
    await city.remove();
  }
}

async function measure(owner: Client, pool: Pool): Promise<Figure[]> {
  const reads = readsOf(pool);
  const tree = new LogTree(reads);
  // The entries of the city's own founding come first, as they must.
  while ((await tree.sequence(ENTRIES_AT_ONCE)).taken > 0);
  await owner.query(BENCH_ID);
  await step('places and hashes', () => growInBulk(owner, reads, ENTRIES - WHOLE_ENTRIES));
  await step('whole entries', () => writeWholeEntries(owner));
  const { ms } = await timed(async () => {
    while ((await tree.sequence(ENTRIES_AT_ONCE)).taken > 0);
  });
  await step('statistics', () => owner.query('vacuum analyze audit_entries, audit_leaves, audit_tiles'));
  const { root, size } = await tree.newestHead();
  return [
    sequencingFigure(`entries put into a tree of ${ENTRIES - WHOLE_ENTRIES}`, WHOLE_ENTRIES, ms),
    ...(await proofFigures(pool, new SubtreeHashes(reads), root, size)),
    ...(await searchFigures(owner, reads, size)),
    ...(await byteFigures(owner, size)),
  ];
}

/** Says on standard error how long a step of the preparation took: it is no figure. */
async function step(what: string, work: () => Promise<unknown>): Promise<void> {
  const { ms } = await timed(work);
  process.stderr.write(`  ${what}: ${Math.round(ms / 1_000)} s\n`);
}

const PLACE_HOLDERS = {
  request: '00000000-0000-4000-8000-000000000001',
  caller: 'KEY-OF-THE-BENCH',
  unit: '00000000-0000-4000-8000-000000000002',
  object: '00000000-0000-4000-8000-000000000003',
};

/** Checks by department systems, as the service writes them: 200 keys of 50 units ask about 300,000 licences. */
async function writeWholeEntries(owner: Client): Promise<void> {
  const { request, caller, unit, object } = PLACE_HOLDERS;
  const origin = {
    kind: 'client',
    causeId: null,
    officer: null,
    caseNumber: null,
    purpose: null,
    address: '203.0.113.77',
  } as const;
  const { id, body, personal, act, outcome } = buildAuditEntry(
    {
      act: 'verification.token',
      outcome: 'succeeded',
      code: 'valid',
      object: { kind: 'licence', id: object },
    },
    { ...origin, id: caller, unitId: unit, requestId: request },
    new Date(),
  );
  await owner.query(
    `insert into audit_entries (body, personal_sealed, act, outcome, request_id, caller_id, unit_id, object_kind, object_id)
     select convert_to(replace(replace(replace(replace(replace($1, $2, gen_random_uuid()::text), $3, request_id::text),
         $4, caller_id), $5, unit_id::text), $6, object_id), 'UTF8'),
       $7, $8, $9, request_id, caller_id, unit_id, 'licence', object_id
     from (select gen_random_uuid() as request_id, 'KEY' || n % 200 as caller_id,
         pg_temp.bench_id('unit' || n % 50) as unit_id, pg_temp.bench_id('licence' || n % 300000)::text as object_id
       from generate_series(1, $10::int) n) varied`,
    [
      body.toString(),
      id,
      request,
      caller,
      unit,
      object,
      Buffer.alloc((personal?.length ?? 0) + 37),
      act,
      outcome,
      WHOLE_ENTRIES,
    ],
  );
}

/** Medians of the search that auditors use, first page, for values that occur in the whole entries. */
async function searchFigures(owner: Client, reads: Database, size: number): Promise<Figure[]> {
  const queries = new LogSearchQueries(reads);
  const { rows } = await owner.query<{
    request: string;
    object: string;
    caller: string;
    unit: string;
    at: Date;
  }>(
    `select request_id as request, object_id as object, caller_id as caller, unit_id as unit, recorded_at as at
     from audit_entries tablesample system (5) where request_id is not null and caller_id is not null limit ${SEARCHES}`,
  );
  const criteria: Readonly<Record<string, (row: (typeof rows)[number]) => object>> = {
    request: ({ request }) => ({ request }),
    'object (licence)': ({ object }) => ({ object }),
    'person (key or account)': ({ caller }) => ({ caller }),
    unit: ({ unit }) => ({ unit }),
    act: () => ({ act: 'verification.token' }),
    'ten minutes of time': ({ at }) => ({ before: at.toISOString(), from: minutesBefore(at, 10) }),
    'person and act and time': ({ caller, at }) => ({
      caller,
      act: 'verification.token',
      before: at.toISOString(),
    }),
  };
  const figures: Figure[] = [];
  for (const [what, of] of Object.entries(criteria)) {
    const times: number[] = [];
    for (const row of rows) {
      const { result, ms } = await timed(() => queries.find(LogSearch.parse(of(row))));
      if (result.entries.length === 0 && !what.includes('time')) throw new Error(`nothing found by ${what}`);
      times.push(ms);
    }
    figures.push(latencyFigure(`search by ${what}, first page, ${size} entries`, times, 100));
  }
  return figures;
}

const minutesBefore = (at: Date, minutes: number): string =>
  new Date(at.getTime() - minutes * 60_000).toISOString();

async function byteFigures(owner: Client, size: number): Promise<Figure[]> {
  const bytesOf = async (pattern: string): Promise<number> => {
    const { rows } = await owner.query<{ bytes: number }>(
      `select coalesce(sum(pg_total_relation_size(oid)), 0)::bigint as bytes from pg_class where relkind = 'r' and relname ~ $1`,
      [pattern],
    );
    return rows[0]?.bytes ?? 0;
  };
  const kept = Math.round((await bytesOf('^audit_leaves_')) / size);
  const forGood = (await bytesOf('^audit_tiles$')) / size;
  const whole = Math.round((await bytesOf('^audit_entries_')) / WHOLE_ENTRIES);
  return [
    bytes('bytes of an entry: body and sealed values, with their index', whole, 1_000),
    bytes('bytes of an entry: its place and what it is searched by, with indexes', kept, 1_000),
    bytes('bytes of an entry that are kept for good, in tiles', Math.ceil(forGood), 50),
  ];
}

const bytes = (what: string, count: number, goal: number): Figure => ({
  what,
  ours: `${count}`,
  peer: '–',
  goal: `≤ ${goal}`,
  met: count <= goal,
});
