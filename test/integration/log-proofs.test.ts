import { createPublicKey } from 'node:crypto';
import { verifyReceipt } from '../../src/audit/proofs/log-receipt.ts';
import { SubtreeHashes } from '../../src/audit/proofs/subtree-hashes.ts';
import { LogSearchQueries } from '../../src/audit/search/log-search.queries.ts';
import { LogSearch } from '../../src/audit/search/log-search.ts';
import { readCheckpoint, verifyCheckpoint } from '../../src/crypto/merkle/checkpoint.ts';
import { CompactRange } from '../../src/crypto/merkle/compact-range.ts';
import { verifyConsistency } from '../../src/crypto/merkle/consistency-proof.ts';
import { verifyInclusion } from '../../src/crypto/merkle/inclusion-proof.ts';
import { consistencyRanges, inclusionRanges } from '../../src/crypto/merkle/subtree-range.ts';
import { MARKET, rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { settleLog, TestLog } from '../support/log-tree.ts';

describe('proofs made from tiles', () => {
  let log: TestLog;
  const leaves: Buffer[] = [];
  const roots: Uint8Array[] = [];
  const SIZE = 66_500;

  beforeAll(async () => {
    log = await TestLog.create();
    await log.superuser.query(
      `insert into audit_entries (body, act, outcome)
       select convert_to('{"n":' || n || '}', 'UTF8'), 'licence.read', 'succeeded' from generate_series(1, $1::int) n`,
      [SIZE],
    );
    while ((await log.tree.sequence(10_000)).taken > 0);
    const { rows } = await log.superuser.query('select leaf_hash from audit_leaves order by leaf_index');
    const range = new CompactRange();
    roots.push(range.root());
    for (const { leaf_hash: hash } of rows) {
      leaves.push(hash);
      range.append(hash);
      roots.push(range.root());
    }
  }, 60_000);
  afterAll(() => log.close());

  it.each([
    [0, SIZE],
    [65_535, 65_536],
    [65_536, 65_537],
    [66_499, SIZE],
    [255, 256],
    [256, 300],
    [40_000, 65_800],
  ])('lead from leaf %i to the root of the tree of %i', async (leafIndex, treeSize) => {
    const hashes = await new SubtreeHashes(log.reads).of(inclusionRanges(leafIndex, treeSize));
    const proof = { leafIndex, treeSize, hashes };
    expect(verifyInclusion(leaves[leafIndex] as Buffer, proof, roots[treeSize] as Uint8Array)).toBe(true);
  });

  it.each([
    [1, SIZE],
    [65_536, SIZE],
    [65_537, 66_000],
    [300, 65_536],
    [66_499, SIZE],
    [0, SIZE],
  ])('show that the tree of %i begins the one of %i', async (oldSize, size) => {
    const hashes = await new SubtreeHashes(log.reads).of(consistencyRanges(oldSize, size));
    const proof = { oldSize, size, hashes };
    expect(verifyConsistency(proof, roots[oldSize] as Uint8Array, roots[size] as Uint8Array)).toBe(true);
  });
});

describe('the log as others read it', () => {
  let city: StartedCity;
  const settle = () => settleLog(city);

  beforeAll(async () => {
    city = await startCity();
  }, 120_000);
  afterAll(() => city?.stop());

  it('gives an entry a signed receipt, and a proof once a checkpoint covers it', async () => {
    await city.send('GET', '/api/v1/units');
    const [row] = await rowsOf<{ id: string }>(
      city,
      `select convert_from(body, 'UTF8')::json ->> 'id' as id from audit_entries where act = 'unit.read' order by id desc limit 1`,
    );
    const pem = (await city.send('GET', '/api/v1/log/key.pem')).body.toString();
    const key = createPublicKey(pem);
    const first = (await city.send('GET', `/api/v1/log/proofs/${row?.id}`)).body;
    if (first.state === 'promised') {
      const origin = first.note.split('/receipt')[0];
      expect(verifyReceipt(first.note, origin, key)?.leafHash.toString()).toBe(
        Buffer.from(first.leafHash, 'base64').toString(),
      );
    }
    await settle();
    const { body: proof } = await city.send('GET', `/api/v1/log/proofs/${row?.id}`);
    expect(proof.state).toBe('proven');
    const checkpoint = verifyCheckpoint(proof.note, readCheckpoint(proof.note)?.origin ?? '', [key]);
    if (typeof checkpoint === 'string') throw new Error(checkpoint);
    const hashes = proof.hashes.map((hash: string) => Buffer.from(hash, 'base64'));
    const inclusion = { leafIndex: proof.leafIndex, treeSize: proof.treeSize, hashes };
    expect(verifyInclusion(Buffer.from(proof.leafHash, 'base64'), inclusion, checkpoint.root)).toBe(true);
  });

  it('shows that its newest checkpoint continues an older one', async () => {
    await settle();
    const older = readCheckpoint((await city.send('GET', '/api/v1/log/checkpoint')).body.toString());
    await city.send('GET', '/api/v1/units');
    await settle();
    const newer = readCheckpoint((await city.send('GET', '/api/v1/log/checkpoint')).body.toString());
    if (!older || !newer) throw new Error('no checkpoint');
    const { body } = await city.send('GET', `/api/v1/log/consistency?from=${older.size}&to=${newer.size}`);
    const hashes = body.hashes.map((hash: string) => Buffer.from(hash, 'base64'));
    const proof = { oldSize: older.size, size: newer.size, hashes };
    expect(verifyConsistency(proof, older.root, newer.root)).toBe(true);
    const beyond = await city.send('GET', `/api/v1/log/consistency?from=1&to=${newer.size + 1}`);
    expect([beyond.status, beyond.body.code]).toEqual([404, 'log.size-unknown']);
  });

  it('knows no proof of an entry that is not there', async () => {
    const { status, body } = await city.send(
      'GET',
      '/api/v1/log/proofs/00000000-0000-4000-8000-000000000009',
    );
    expect([status, body.code]).toEqual([404, 'log-entry.not-found']);
  });

  it('is not shown to strangers, nor to departments', async () => {
    expect((await city.send('GET', '/api/v1/log/entries')).status).toBe(401);
    expect((await city.send('GET', '/api/v1/log/entries.csv', { unit: MARKET })).status).toBe(403);
  });
});

describe('searching the log', () => {
  let log: TestLog;
  let queries: LogSearchQueries;
  const find = (criteria: Record<string, unknown>) => queries.find(LogSearch.parse(criteria));

  beforeAll(async () => {
    log = await TestLog.create();
    queries = new LogSearchQueries(log.reads);
    await log.write(30, { object: { kind: 'licence', id: 'one' } });
    await log.write(5, { object: { kind: 'seal', id: 'two' }, act: 'seal.read' });
    await log.settle();
  });
  afterAll(() => log.close());

  it('finds by object, act and time, newest first', async () => {
    const { entries, next } = await find({ object: 'two' });
    expect(entries.map(({ body }) => body['act'])).toEqual(Array(5).fill('seal.read'));
    expect(entries.map(({ place }) => place)).toEqual(
      [...entries.map(({ place }) => place)].sort((a, b) => b - a),
    );
    expect(next).toBeNull();
    expect((await find({ act: 'licence.read', object: 'two' })).entries).toEqual([]);
    expect((await find({ before: '2020-01-01T00:00:00Z' })).entries).toEqual([]);
    expect((await find({ from: '2020-01-01T00:00:00Z', limit: 200 })).entries).toHaveLength(35);
  });

  it('gives every entry once over its pages', async () => {
    const places: number[] = [];
    let after: number | undefined;
    do {
      const page = await find({ object: 'one', limit: 7, ...(after === undefined ? {} : { after }) });
      places.push(...page.entries.map(({ place }) => place));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(new Set(places).size).toBe(30);
  });

  it('goes on over the place of an entry that is gone', async () => {
    const [id] = await log.write(1, { object: { kind: 'licence', id: 'three' } });
    await log.write(4, { object: { kind: 'licence', id: 'three' } });
    await log.settle();
    await log.superuser.query(`delete from audit_entries where object_id = 'three' and body::text like $1`, [
      `%${Buffer.from(id ?? '').toString('hex')}%`,
    ]);
    const first = await find({ object: 'three', limit: 3 });
    const rest = await find({ object: 'three', limit: 3, after: first.next ?? undefined });
    expect([first.entries.length + rest.entries.length, rest.next]).toEqual([4, null]);
  });

  it('finds what a stranger wrote into the log under our role too', async () => {
    await log.app.query(
      `insert into audit_entries (body, act, outcome) values ('\\xff00', 'page.read', 'succeeded')`,
    );
    await log.settle();
    expect((await find({ act: 'page.read' })).entries[0]?.body).toEqual({ bytes: '/wA=' });
  });
});
