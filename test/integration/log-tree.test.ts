import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { verifyCheckpoint } from '../../src/crypto/merkle/checkpoint.ts';
import { CompactRange } from '../../src/crypto/merkle/compact-range.ts';
import { leafHash } from '../../src/crypto/merkle/leaf-hash.ts';
import { TestLog } from '../support/log-tree.ts';

const sizeOf = (path: string) => readFileSync(path, 'utf8').split('\n')[1];

describe('the tree of the access log', () => {
  let log: TestLog;

  beforeEach(async () => {
    log = await TestLog.create();
  });
  afterEach(() => log.close());

  it('has the root that RFC 6962 gives the bodies in the order (written_by, id)', async () => {
    await log.write(700);
    expect(await log.settle()).toBe(700);
    const { rows } = await log.superuser.query('select body from audit_entries order by written_by, id');
    const range = new CompactRange();
    for (const { body } of rows) range.append(leafHash(body));
    const head = await log.tree.newestHead();
    expect(head.root.equals(range.root())).toBe(true);
    expect(head.edge.root()).toEqual(head.root);
  });

  it('keeps full tiles of 256 hashes with their roots, on the second level too', async () => {
    await log.superuser.query(`
      insert into audit_entries (body, act, outcome) overriding system value
      select convert_to('{"n":' || n || '}', 'UTF8'), 'licence.read', 'succeeded' from generate_series(0, 65599) n`);
    while ((await log.tree.sequence(10_000)).taken > 0);
    const { rows } = await log.superuser.query(
      'select level, count(*)::int as tiles from audit_tiles group by level order by level',
    );
    expect(rows).toEqual([
      { level: 0, tiles: 256 },
      { level: 1, tiles: 1 },
    ]);
    const tile = await log.superuser.query('select hashes, root from audit_tiles where level = 1');
    const range = new CompactRange();
    for (let at = 0; at < 8192; at += 32) range.append(tile.rows[0].hashes.subarray(at, at + 32));
    expect(tile.rows[0].root.equals(range.root())).toBe(true);
    expect((await log.tree.newestHead()).edge.root()).toEqual((await log.tree.newestHead()).root);
  });

  it('waits for a transaction that is open, so that nothing gets a place before it', async () => {
    const slow = new Client({ connectionString: log.database.appUrl });
    await slow.connect();
    const insert = `insert into audit_entries (body, act, outcome) values ('{"slow":1}', 'licence.read', 'succeeded')`;
    await slow.query('begin');
    await slow.query(insert);
    await log.write(3);
    expect(await log.tree.sequence(100)).toEqual({ size: 0, taken: 0 });
    expect(await log.tree.waitingSeconds()).toBeGreaterThan(0);
    await slow.query('commit');
    await slow.end();
    expect(await log.tree.sequence(100)).toEqual({ size: 4, taken: 4 });
    const { rows } = await log.superuser.query(
      'select entry_id is null as foreign from audit_leaves order by leaf_index',
    );
    expect(rows.map(({ foreign }) => foreign)).toEqual([true, false, false, false]);
    expect(await log.tree.waitingSeconds()).toBe(0);
  });

  it('grows without gap or fork when several processes do it at once while entries are written', async () => {
    const writing = Promise.all(Array.from({ length: 20 }, () => log.write(25)));
    const growing = Array.from({ length: 4 }, async () => {
      for (let turn = 0; turn < 15; turn += 1) await log.tree.sequence(40);
    });
    await Promise.all([writing, ...growing]);
    expect(await log.settle()).toBe(500);
    const { rows } = await log.superuser.query(
      'select count(distinct leaf_index)::int as places, max(leaf_index)::int as last, count(distinct entry_row)::int as entries from audit_leaves',
    );
    expect(rows[0]).toEqual({ places: 500, last: 499, entries: 500 });
  });

  it('goes on from where it was when the process that grew it dies before its commit', async () => {
    const leader = new Client({ connectionString: log.database.appUrl });
    leader.on('error', () => undefined);
    await leader.connect();
    await log.write(300);
    await leader.query('begin');
    const { rows } = await leader.query(
      'select tree_size, pg_backend_pid() as pid from audit_sequence(1000)',
    );
    expect(Number(rows[0].tree_size)).toBe(300);
    const follower = log.tree.sequence(1_000);
    await log.superuser.query('select pg_terminate_backend($1)', [rows[0].pid]);
    expect(await follower).toEqual({ size: 300, taken: 300 });
    expect((await log.tree.newestHead()).edge.root()).toEqual((await log.tree.newestHead()).root);
    expect(await log.settle()).toBe(300);
  });

  it('is not held up by a body that is none of ours', async () => {
    await log.app.query(
      `insert into audit_entries (body, act, outcome) values ('\\xff00', 'licence.read', 'succeeded')`,
    );
    await log.write(1);
    expect(await log.settle()).toBe(2);
  });

  it('refuses to grow under a snapshot that may be older than the lock', async () => {
    await log.app.query('begin isolation level repeatable read');
    await expect(log.app.query('select audit_sequence(10)')).rejects.toMatchObject({ code: '25001' });
    await log.app.query('rollback');
  });

  it.each([
    `insert into audit_leaves (leaf_index, leaf_hash, recorded_at, written_by, entry_row, act) values (0, sha256('a'), now(), '1', 1, 'x')`,
    `insert into audit_tree_heads (size, root, right_edge, epoch, written_by, entry_row) values (9, sha256('a'), '', 1, '9', 9)`,
    `insert into audit_tiles (level, tile_index, hashes, root) values (0, 9, '', '')`,
    'insert into audit_epochs (epoch, system_identifier, first_entry) values (2, 1, 1)',
    'update audit_tree_heads set size = 5',
    'delete from audit_checkpoints',
    'update audit_checkpoints set note = note',
    'truncate audit_leaves',
    'select audit_take(10, true)',
    `select audit_grow_tree(h, array[sha256('a')]) from audit_tree_heads h`,
    'select from audit_sequencer for update',
    'alter table audit_entries detach partition audit_entries_default',
    'drop function audit_sequence',
  ])('refuses the role of the service to %s', async (statement) => {
    await expect(log.app.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('takes no checkpoint for a size that the tree never had', async () => {
    await expect(
      log.app.query(`insert into audit_checkpoints (size, note) values (10, 'x')`),
    ).rejects.toMatchObject({ code: '23503' });
  });
});

describe('checkpoints of the access log', () => {
  let log: TestLog;

  beforeEach(async () => {
    log = await TestLog.create();
  });
  afterEach(() => log.close());

  const fileAt = (size: number, ending: string) => {
    const name = String(size).padStart(12, '0');
    return join(log.checkpoints, `${name.replace(/(\d{3})(?=\d)/g, '$1/')}.${ending}`);
  };
  const noteAt = (size: number) => fileAt(size, 'checkpoint');

  it('are exported once, signed and time-stamped, and stand in the database as they were exported', async () => {
    const stamped: string[] = [];
    const publisher = log.newPublisher(async (digest) => {
      stamped.push(Buffer.from(digest).toString('hex'));
      return Buffer.from('token');
    });
    await log.write(5);
    await log.tree.sequence(100);
    expect(await publisher.publish()).toBe(5);
    const note = readFileSync(noteAt(5), 'utf8');
    expect(verifyCheckpoint(note, log.key.origin, [log.key.publicKey])).toMatchObject({ size: 5 });
    expect(stamped).toEqual([createHash('sha256').update(note).digest('hex')]);
    expect(readFileSync(fileAt(5, 'tst'), 'utf8')).toBe('token');
    const { rows } = await log.superuser.query('select size, note, time_stamp_der from audit_checkpoints');
    expect(rows).toEqual([{ size: 5, note, time_stamp_der: Buffer.from('token') }]);
    expect(await publisher.publish()).toBe(5);
  });

  it('are signed by the next process when one was killed between head and signature', async () => {
    await log.write(5);
    await log.tree.sequence(100);
    expect(await log.newPublisher().publish()).toBe(5);
    await log.write(5);
    await log.tree.sequence(100);
    const [one, other] = [log.newPublisher(), log.newPublisher()];
    expect(await Promise.all([one.publish(), other.publish()])).toEqual([10, 10]);
    expect(sizeOf(noteAt(10))).toBe('10');
  });

  it('are exported without time-stamp where no authority answers', async () => {
    await log.write(1);
    await log.tree.sequence(10);
    const publisher = log.newPublisher(() => Promise.reject(new Error('away')));
    expect(await publisher.publish()).toBe(1);
    const { rows } = await log.superuser.query('select time_stamp_der from audit_checkpoints');
    expect(rows).toEqual([{ time_stamp_der: null }]);
  });

  it.each<[string, string, string]>([
    [
      'a body was altered before it was signed',
      `update audit_entries set body = convert_to('{}', 'UTF8') where id = (select max(id) from audit_entries)`,
      'head-does-not-follow',
    ],
    [
      'an entry was deleted before it was signed',
      'delete from audit_entries where id = (select max(id) from audit_entries)',
      'head-does-not-follow',
    ],
    [
      'the head was rewritten',
      `update audit_tree_heads set root = sha256('other') where size = 10`,
      'head-does-not-follow',
    ],
    [
      'the signed head was rewritten',
      `update audit_tree_heads set right_edge = sha256('a') || sha256('b') where size = 5`,
      'fork',
    ],
    [
      'the end was cut off below the last checkpoint',
      'delete from audit_checkpoints; delete from audit_tree_heads where size > 0',
      'tree-cut',
    ],
    [
      'a checkpoint in the database was rewritten',
      `update audit_checkpoints set note = replace(note, E'\\n5\\n', E'\\n6\\n')`,
      'checkpoint-not-ours',
    ],
  ])('are refused when %s', async (_what, tampering, code) => {
    await log.write(5);
    await log.settle();
    await log.write(5);
    await log.tree.sequence(100);
    await log.superuser.query(tampering);
    await expect(log.newPublisher().publish()).rejects.toMatchObject({ code });
  });

  it('go on after a restore into another cluster, whose transactions count from the beginning', async () => {
    await log.write(5);
    await log.settle();
    await log.write(4);
    await log.superuser.query(`
      update audit_entries set written_by = (written_by::text::bigint + 1000000000)::text::xid8;
      update audit_leaves set written_by = (written_by::text::bigint + 1000000000)::text::xid8;
      update audit_tree_heads set written_by = (written_by::text::bigint + 1000000000)::text::xid8 where size > 0;
      update audit_epochs set system_identifier = 42`);
    await expect(log.tree.sequence(10)).rejects.toMatchObject({ code: '55000' });
    expect(await log.tree.enterCluster()).toBe(true);
    expect((await log.tree.newestHead()).size).toBe(9);
    await log.write(3);
    expect(await log.settle()).toBe(12);
    expect(await log.tree.enterCluster()).toBe(false);
  });
});
