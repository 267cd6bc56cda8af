import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ArchiveUnsound, archiveMonth } from '../../src/audit/retention/archive-month.ts';
import { archivePath, manifestPath } from '../../src/audit/retention/log-archive.ts';
import { pruneMonth } from '../../src/audit/retention/prune-month.ts';
import { exportedCheckpoints } from '../../src/audit/tree/checkpoint-folder.ts';
import { verifyLog } from '../../src/audit/verify/verify-log.ts';
import { TestLog } from '../support/log-tree.ts';

/** Four years before the machine's clock: nothing here depends on which year that is. */
const longAgo = new Date();
longAgo.setUTCFullYear(longAgo.getUTCFullYear() - 4, 2, 10);
const MONTH = longAgo.toISOString().slice(0, 7);

describe('the retention of the log', () => {
  let log: TestLog;
  let archives: string;

  /** Moves entries that were just written to the month long ago, as if they had been written then. */
  const settleLongAgo = async () => {
    await log.superuser.query('update audit_entries set recorded_at = $1', [longAgo]);
    while ((await log.tree.sequence(1_000)).taken > 0);
    await (await log.stampedPublisher(longAgo)).publish();
  };
  const asKeeper = async <T>(work: () => Promise<T>): Promise<T> => {
    await log.superuser.query('set role zz_log_keeper');
    try {
      return await work();
    } finally {
      await log.superuser.query('reset role');
    }
  };
  const archive = () => archiveMonth(log.superuser, MONTH, archives);
  const prune = (years = 3) => asKeeper(() => pruneMonth(log.superuser, MONTH, archives, years));
  const verify = (folder: string | null = null) =>
    verifyLog({
      client: log.app,
      exported: exportedCheckpoints(log.checkpoints),
      keys: [log.key.publicKey],
      archives: folder,
      now: new Date(),
    });

  beforeEach(async () => {
    log = await TestLog.create();
    archives = join(log.folder, 'archives');
    const ending = MONTH.replace('-', '_');
    for (const table of ['audit_entries', 'audit_leaves'])
      await log.superuser.query(
        `create table ${table}_${ending} partition of ${table} for values from ('${MONTH}-01') to ('${nextMonth(MONTH)}-01');
         alter table ${table}_${ending} owner to zz_owner`,
      );
    await log.write(512, {}, longAgo);
    await settleLongAgo();
    await log.write(3);
    await log.settle();
  });
  afterEach(() => log.close());

  it('drops an archived month by the role that can do only this; verify says pruned, and checks the archive', async () => {
    const manifest = await archive();
    expect(manifest).toMatchObject({ month: MONTH, entries: 512, firstPlace: 0, lastPlace: 511 });
    expect(await prune()).toBe(512);
    expect(await verify(archives)).toMatchObject({ problems: [], size: 515, pruned: 512 });
  });

  it('names the entry that was edited in the archive, and one that was taken out', async () => {
    await archive();
    await prune();
    const path = archivePath(archives, MONTH);
    const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');
    lines[17] = (lines[17] as string).replace('licence.read', 'licence.xxxx');
    writeFileSync(path, gzipSync(`${lines.slice(0, -1).join('\n')}\n`));
    expect((await verify(archives)).problems).toMatchObject([
      { code: 'archive-wrong', leafIndex: 17 },
      { code: 'archive-wrong', leafIndex: null, where: expect.stringContaining('511 of 512') },
    ]);
  });

  it('keeps what a legal hold asks for, with its place', async () => {
    await log.superuser.query(
      `update audit_entries set object_id = 'held' where id = (select entry_row from audit_leaves where leaf_index = 100)`,
    );
    await asKeeper(() =>
      log.superuser.query(`insert into audit_legal_holds (object_id, reason) values ('held', '法院调查')`),
    );
    await archive();
    await prune();
    const { rows } = await log.superuser.query('select leaf_index from audit_held_entries');
    expect(rows).toEqual([{ leaf_index: 100 }]);
  });

  it('refuses less than three years, and a month that is not older than the retention', async () => {
    await archive();
    await expect(prune(2)).rejects.toMatchObject({ code: '22023' });
    await expect(prune(5)).rejects.toMatchObject({ code: '55000' });
    const thisMonth = new Date().toISOString().slice(0, 7);
    const { rows } = await log.superuser.query(`select audit_extend_partitions(1)`);
    expect(rows).toHaveLength(1);
    await expect(
      asKeeper(() =>
        log.superuser.query(`select audit_prune_month($1, sha256('x'), 3)`, [`${thisMonth}-01`]),
      ),
    ).rejects.toMatchObject({ code: '55000' });
  });

  it('refuses to drop what is not in the archive as the log has it', async () => {
    await archive();
    const path = archivePath(archives, MONTH);
    const text = gunzipSync(readFileSync(path)).toString();
    writeFileSync(path, gzipSync(text.replace('licence.read', 'licence.xxxx')));
    await expect(prune()).rejects.toThrow(ArchiveUnsound);
  });

  it('writes no manifest for a month whose entries are damaged', async () => {
    await log.superuser.query(
      `update audit_entries set body = '\\x7b7d' where id = (select entry_row from audit_leaves where leaf_index = 9)`,
    );
    await expect(archive()).rejects.toThrow('place 9');
    expect(existsSync(manifestPath(archives, MONTH))).toBe(false);
  });

  it('does not believe that a month was pruned when no time-stamp is old enough', async () => {
    await archive();
    await prune();
    const stamps = join(log.checkpoints, '000/000/000/512.tst');
    writeFileSync(stamps, '');
    const { problems, pruned } = await verify();
    expect(pruned).toBe(0);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'leaf-missing', leafIndex: 0 }));
  });

  it.each([
    'delete from audit_entries',
    `insert into audit_pruned_months (month, entries, first_leaf, last_leaf, archive_sha256) values ('2020-01-01', 1, 0, 0, sha256('x'))`,
    'drop table audit_entries_default',
    'delete from audit_legal_holds',
    `select audit_sequence(1)`,
    'select from licences',
  ])('lets its keeper do nothing else, such as %s', async (statement) => {
    await expect(asKeeper(() => log.superuser.query(statement))).rejects.toMatchObject({ code: '42501' });
    await expect(
      log.app.query(`select audit_prune_month('2020-01-01', sha256('x'), 3)`),
    ).rejects.toMatchObject({
      code: '42501',
    });
  });
});

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
