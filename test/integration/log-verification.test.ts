import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runAuditCommand } from '../../src/audit/audit-command.ts';
import { exportedCheckpoints } from '../../src/audit/tree/checkpoint-folder.ts';
import { verifyLog } from '../../src/audit/verify/verify-log.ts';
import { signCheckpoint } from '../../src/crypto/merkle/checkpoint.ts';
import { CompactRange } from '../../src/crypto/merkle/compact-range.ts';
import { leafHash } from '../../src/crypto/merkle/leaf-hash.ts';
import { readTrustAnchors } from '../../src/trust/trust-anchors.ts';
import { makeTestPki } from '../factories/test-pki.ts';
import { TestLog } from '../support/log-tree.ts';

/** 600 entries: two full tiles and a part; checkpoints at 300 and 600. */
const HALF = 300;

describe('checking the log against its exported checkpoints', () => {
  let log: TestLog;

  beforeEach(async () => {
    log = await TestLog.create();
    for (let turn = 0; turn < 2; turn += 1) {
      await log.write(HALF);
      await log.settle();
    }
  });
  afterEach(() => log.close());

  const verify = (now = new Date()) =>
    verifyLog({
      client: log.app,
      exported: exportedCheckpoints(log.checkpoints),
      keys: [log.key.publicKey],
      now,
    });
  const verifyByRoots = (roots: readonly Uint8Array[], now = new Date()) =>
    verifyLog({
      client: log.app,
      exported: exportedCheckpoints(log.checkpoints),
      keys: [log.key.publicKey],
      roots,
      now,
    });
  const problems = async () =>
    (await verify()).problems.map(({ code, leafIndex }) => [code, leafIndex] as const);
  const tamper = (sql: string) => log.superuser.query(sql);
  const rowAt = (index: number) => `(select entry_row from audit_leaves where leaf_index = ${index})`;

  it('finds nothing wrong in a log as it was written, and says what no checkpoint covers yet', async () => {
    await log.write(5);
    await log.tree.sequence(3);
    const report = await verify();
    expect(report).toMatchObject({
      problems: [],
      size: 603,
      pruned: 0,
      checkpoints: 2,
      open: { entries: 5, waiting: 2 },
    });
    expect(report.lastProven?.size).toBe(600);
  });

  it('names the entry whose body was altered', async () => {
    await tamper(
      `update audit_entries set body = convert_to(replace(convert_from(body, 'UTF8'), 'licence.read', 'licence.xxxx'), 'UTF8') where id = ${rowAt(400)}`,
    );
    expect(await problems()).toEqual([['body-altered', 400]]);
  });

  it('names the entry of which only a projection was altered, beside the body or beside the leaf', async () => {
    await tamper(`update audit_entries set object_id = 'y' where id = ${rowAt(17)}`);
    await tamper("update audit_leaves set caller_id = 'someone' where leaf_index = 18");
    await tamper(`update audit_entries set outcome = 'refused' where id = ${rowAt(19)}`);
    const found = (await verify()).problems.map(({ code, leafIndex, where }) => [
      code,
      leafIndex,
      where.split(' ')[0],
    ]);
    expect(found).toEqual([
      ['projection-differs', 17, 'audit_entries.object_id'],
      ['projection-differs', 18, 'audit_leaves.caller_id'],
      ['projection-differs', 19, 'audit_entries.outcome'],
    ]);
  });

  it('names the entry that was deleted, with its leaf or without', async () => {
    await tamper(`delete from audit_entries where id = ${rowAt(100)}`);
    await tamper(
      `delete from audit_entries where id = ${rowAt(200)}; delete from audit_leaves where leaf_index = 200`,
    );
    expect(await problems()).toEqual([
      ['entry-missing', 100],
      ['leaf-missing', 200],
    ]);
  });

  it('names two entries whose bodies were exchanged', async () => {
    await tamper(`
      with two as (select e.id, e.body, l.leaf_index from audit_entries e join audit_leaves l on l.entry_row = e.id where l.leaf_index in (30, 40))
      update audit_entries e set body = other.body from two, two other where two.id = e.id and other.id <> two.id`);
    const found = await problems();
    expect(found).toContainEqual(['entry-reordered', 30]);
    expect(found).toContainEqual(['entry-reordered', 40]);
    expect(found.every(([, place]) => place === 30 || place === 40)).toBe(true);
  });

  it('names two entries whose places were exchanged', async () => {
    await tamper('update audit_leaves set leaf_index = 70 - leaf_index where leaf_index in (30, 40)');
    const found = await problems();
    expect(found[0]?.[1]).toBe(30);
    expect(found).toContainEqual(['entry-reordered', 31]);
    expect(found).toContainEqual(['tree-differs', 30]);
  });

  it('names what was cut off the end under a checkpoint', async () => {
    await tamper(`
      delete from audit_entries where id in (select entry_row from audit_leaves where leaf_index >= 590);
      delete from audit_leaves where leaf_index >= 590`);
    expect((await problems())[0]).toEqual(['leaf-missing', 590]);
  });

  it('names a backdated entry that was put in beside the sequencer', async () => {
    await tamper(`
      insert into audit_entries (body, act, outcome, recorded_at, written_by) overriding system value
      select body, act, outcome, recorded_at - interval '1 second', written_by from audit_entries where id = ${rowAt(10)}`);
    expect(await problems()).toEqual([['entry-added', null]]);
  });

  it('names an entry that says it is older than the checkpoint before it', async () => {
    const stamped = await log.stampedPublisher(new Date());
    await log.write(1);
    await log.tree.sequence(10);
    await stamped.publish();
    await log.write(1, {}, new Date(Date.now() - 8 * 60_000));
    await log.settle();
    expect(await problems()).toEqual([['entry-backdated', 601]]);
  });

  it('judges who made the time-stamps where it is told whom to believe, and says so where it is not', async () => {
    const pki = await makeTestPki();
    const stamped = await log.stampedPublisher(new Date(), pki);
    await log.write(1);
    await log.tree.sequence(10);
    await stamped.publish();
    const root = pki.root.certificate.der;
    expect((await verify()).timeStamps).toBeNull();
    const report = await verifyByRoots([root]);
    expect([report.problems, report.timeStamps]).toEqual([[], { judged: 1, undecided: 0 }]);
    expect(report.lastProven?.stampedAt).not.toBeNull();
    const later = await verifyByRoots([root], new Date('2037-01-01T00:00:00Z'));
    expect([later.problems, later.timeStamps]).toEqual([[], { judged: 1, undecided: 1 }]);
  });

  it('does not believe the time of an authority that leads to no root given', async () => {
    const stamped = await log.stampedPublisher(new Date());
    await log.write(1);
    await log.tree.sequence(10);
    await stamped.publish();
    const stranger = (await makeTestPki()).root.certificate.der;
    const report = await verifyByRoots([stranger]);
    expect(report.problems).toMatchObject([{ code: 'checkpoint-time-untrusted' }]);
    expect(report.lastProven).toMatchObject({ size: 601, stampedAt: null });
  });

  it('names a token whose signature was altered, which nobody sees without roots', async () => {
    const pki = await makeTestPki();
    const stamped = await log.stampedPublisher(new Date(), pki);
    await log.write(1);
    await log.tree.sequence(10);
    await stamped.publish();
    const token = join(log.checkpoints, '000/000/000/601.tst');
    const bytes = readFileSync(token);
    bytes[bytes.length - 5]! ^= 1;
    chmodSync(token, 0o600);
    writeFileSync(token, bytes);
    expect(await problems()).toEqual([]);
    const report = await verifyByRoots([pki.root.certificate.der]);
    expect(report.problems).toMatchObject([{ code: 'checkpoint-time-untrusted' }]);
    expect(report.problems[0]?.where).toContain('signature-value-wrong');
  });

  it('names the window in which body, leaf, tiles and head were rewritten together', async () => {
    await rewriteEverything(log, 350);
    expect(await problems()).toEqual([['tree-differs', HALF]]);
  });

  it('names an older database that was put in the place of the present one', async () => {
    await tamper(`
      delete from audit_checkpoints where size > ${HALF}; delete from audit_tree_heads where size > ${HALF};
      delete from audit_tiles where tile_index > 0;
      delete from audit_entries where id in (select entry_row from audit_leaves where leaf_index >= ${HALF});
      delete from audit_leaves where leaf_index >= ${HALF}`);
    expect(await problems()).toEqual([['tree-shorter', HALF]]);
  });

  it('names two checkpoints of one size', async () => {
    const { origin, privateKey } = log.key;
    const other = signCheckpoint({ origin, size: 600, root: Buffer.alloc(32, 1) }, privateKey);
    writeFileSync(join(log.checkpoints, '000/000/000/600-b.checkpoint'), other);
    expect(await problems()).toContainEqual(['checkpoint-fork', 599]);
  });

  it.each<[string, (folder: string) => void, string]>([
    [
      'no checkpoint at all',
      (folder) => writeFileSync(join(folder, '301.checkpoint'), 'x'),
      'checkpoint-malformed',
    ],
    [
      'of another log',
      (folder) =>
        writeFileSync(
          join(folder, '301.checkpoint'),
          signCheckpoint(
            { origin: 'other.example/log', size: 301, root: Buffer.alloc(32) },
            log.key.privateKey,
          ),
        ),
      'checkpoint-other-log',
    ],
    [
      'changed',
      (folder) =>
        writeFileSync(
          join(folder, '301.checkpoint'),
          signCheckpoint(
            { origin: log.key.origin, size: 301, root: Buffer.alloc(32) },
            log.key.privateKey,
          ).replace('301', '302'),
        ),
      'checkpoint-signature',
    ],
    [
      'stamped over something else',
      (folder) => writeFileSync(join(folder, '300.tst'), 'x'),
      'checkpoint-time',
    ],
  ])('says of a file that it is %s', async (_what, change, code) => {
    change(join(log.checkpoints, '000/000/000'));
    expect((await verify()).problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('names a tile and a head that were rewritten alone', async () => {
    await tamper(
      `update audit_tiles set hashes = overlay(hashes placing sha256('x') from 1 + 32 * 5) where tile_index = 1`,
    );
    await tamper(`update audit_tree_heads set root = sha256('x') where size = 600`);
    expect(await problems()).toEqual([
      ['tile-differs', 261],
      ['head-differs', 599],
    ]);
  });

  it('names an entry that nobody gives a place', async () => {
    await log.write(1);
    expect((await verify(new Date(Date.now() + 61_000))).problems).toMatchObject([{ code: 'not-sequenced' }]);
  });

  it('is a command that ends with 0 or 1 and needs nothing but the public key', async () => {
    const pem = join(log.folder, 'key.pem');
    mkdirSync(log.folder, { recursive: true });
    writeFileSync(pem, log.key.publicKey.export({ format: 'pem', type: 'spki' }));
    const said: string[] = [];
    const run = () =>
      runAuditCommand(
        ['verify', '--checkpoints', log.checkpoints, '--key', pem],
        { DATABASE_URL: log.database.appUrl },
        (text) => said.push(text),
        readTrustAnchors,
      );
    expect(await run()).toBe(0);
    expect(said[0]).toContain('nothing is wrong');
    expect(said[0]).toContain('time-stamps: not judged');
    await tamper(`update audit_entries set body = '\\x7b7d' where id = ${rowAt(3)}`);
    expect(await run()).toBe(1);
    expect(said[1]).toContain('body-altered at place 3');
    expect(readdirSync(log.checkpoints)).toEqual(['000']);
    rmSync(pem);
    await expect(runAuditCommand(['verify'], {}, () => {}, readTrustAnchors)).rejects.toThrow(
      'zhaozhang audit',
    );
  });
});

/** What an owner of the database can do: a body, its leaf, every tile and head above it, all agreeing with each other. */
async function rewriteEverything(log: TestLog, index: number): Promise<void> {
  const { superuser } = log;
  await superuser.query(
    `update audit_entries set body = convert_to(replace(convert_from(body, 'UTF8'), '"x"', '"z"'), 'UTF8'), object_id = 'z'
     where id = (select entry_row from audit_leaves where leaf_index = $1)`,
    [index],
  );
  await superuser.query(
    `update audit_leaves l set leaf_hash = sha256('\\x00'::bytea || e.body), object_id = e.object_id
     from audit_entries e where e.id = l.entry_row and leaf_index = $1`,
    [index],
  );
  const { rows } = await superuser.query<{ body: Buffer }>(
    'select e.body from audit_leaves l join audit_entries e on e.id = l.entry_row order by l.leaf_index',
  );
  const range = new CompactRange();
  let tile = new CompactRange();
  let hashes: Uint8Array[] = [];
  for (const [place, { body }] of rows.entries()) {
    const hash = leafHash(body);
    range.append(hash);
    tile.append(hash);
    hashes.push(hash);
    await superuser.query('update audit_tree_heads set root = $1 where size = $2', [range.root(), place + 1]);
    if (hashes.length < 256) continue;
    await superuser.query('update audit_tiles set hashes = $1, root = $2 where tile_index = $3', [
      Buffer.concat(hashes),
      tile.root(),
      (place + 1) / 256 - 1,
    ]);
    [tile, hashes] = [new CompactRange(), []];
  }
}
