import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { connectionSettings } from '../../src/platform/database/connection-settings.ts';
import { Database } from '../../src/platform/database/database.ts';
import { oneFlight } from '../../src/platform/database/one-flight.ts';
import { TransactionRunner, type Tx } from '../../src/platform/database/transaction-runner.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const LIMITS = { poolSize: 6, connectTimeoutMs: 1_000, statementTimeoutMs: 1_500, lockTimeoutMs: 500 };

describe('TransactionRunner', () => {
  let test: TestDatabase;
  let dataSource: DataSource;
  let database: Database;
  let runner: TransactionRunner;

  beforeAll(async () => {
    test = await createTestDatabase();
    const owner = new Client({ connectionString: test.ownerUrl });
    await owner.connect();
    await owner.query('create table notes (id text primary key, count bigint not null default 0, day date)');
    await owner.query('grant select, insert, update on notes to zz_app');
    await owner.end();
    await asSuperuser(`alter database ${test.name} set deadlock_timeout to '50ms'`);
    const options = { type: 'postgres' as const, url: test.appUrl, installExtensions: false };
    dataSource = new DataSource({ ...options, extra: connectionSettings(test.appUrl, LIMITS) });
    await dataSource.initialize();
    database = new Database(dataSource);
    runner = new TransactionRunner(dataSource);
  });

  afterAll(async () => {
    await dataSource?.destroy();
    await test?.drop();
  });

  async function asSuperuser(sql: string): Promise<void> {
    const superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    await superuser.query(sql);
    await superuser.end();
  }

  const insert = (tx: Tx, id: string) => tx.query('notes.insert', 'insert into notes (id) values ($1)', [id]);
  const exists = async (id: string) =>
    (await database.query('notes.by-id', 'select 1 as one from notes where id = $1', [id])).length === 1;
  const bump = (tx: Tx, id: string) =>
    tx.query('notes.bump', 'update notes set count = count + 1 where id = $1', [id]);

  it('outlives a connection that is lost in the moment it is handed out', async () => {
    const handedOut = new Promise<void>((done, failed) => {
      database.pool.connect((error, client, release) => {
        if (error) return failed(error);
        try {
          client?.emit('error', new Error('Connection terminated unexpectedly'));
          done();
        } catch (unheard) {
          failed(unheard);
        }
        release(true);
      });
    });
    await expect(handedOut).resolves.toBeUndefined();
  });

  it('commits what was written, then runs the callbacks in order', async () => {
    const id = randomUUID();
    const seen: string[] = [];
    const result = await runner.run(async (tx) => {
      await insert(tx, id);
      tx.afterCommit(() => seen.push('first'));
      tx.afterCommit(() => seen.push('second'));
      return 'done';
    });
    expect([result, seen, await exists(id)]).toEqual(['done', ['first', 'second'], true]);
  });

  it('rolls back whole, throws the same error and runs no callback', async () => {
    const [id, fault] = [randomUUID(), new Error('after two writes')];
    const seen: string[] = [];
    const outcome = runner.run(async (tx) => {
      await insert(tx, id);
      await tx.manager.query('insert into notes (id) values ($1)', [`${id}-2`]);
      tx.afterCommit(() => seen.push('never'));
      throw fault;
    });
    await expect(outcome).rejects.toBe(fault);
    expect([await exists(id), await exists(`${id}-2`), seen]).toEqual([false, false, []]);
  });

  it('does not call a change done when a failed statement was swallowed inside it', async () => {
    const id = randomUUID();
    const outcome = runner.run(async (tx) => {
      await insert(tx, id);
      await insert(tx, id).catch(() => undefined);
    });
    await expect(outcome).rejects.toThrow('swallowed');
    expect(await exists(id)).toBe(false);
  });

  it('gives what statements of one flight gave, in their order', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const [none, , one] = await runner.run((tx) =>
      oneFlight(
        bump(tx, a),
        insert(tx, b),
        tx.query<{ id: string }>('notes.find', 'select id from notes where id = $1', [b]),
      ),
    );
    expect([none, one]).toEqual([[], [{ id: b }]]);
  });

  it('throws what the first failure of a flight was, keeps nothing, and can use what failed behind it', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    const first = (tx: Tx) =>
      tx.query('notes.first', 'select 1 / count::integer from notes where id = $1', [id]);
    const behind = (tx: Tx) =>
      tx.query('notes.behind', 'insert into notes (id) values ($1) returning id', [other]);
    await runner.run((tx) => insert(tx, id));
    const failing = runner.run((tx) => oneFlight(insert(tx, other), first(tx), behind(tx)));
    await expect(failing).rejects.toThrow('division by zero');
    expect(await exists(other)).toBe(false);
    await runner.run((tx) => oneFlight(behind(tx)));
    expect(await exists(other)).toBe(true);
  });

  it('runs again in a fresh transaction after a deadlock, callbacks of the lost attempt forgotten', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await runner.run(async (tx) => {
      await insert(tx, a);
      await insert(tx, b);
    });
    const attempts = { count: 0, callbacks: 0 };
    const cross = (first: string, second: string) =>
      runner.run(async (tx) => {
        attempts.count += 1;
        tx.afterCommit(() => (attempts.callbacks += 1));
        await bump(tx, first);
        await new Promise((resolve) => setTimeout(resolve, 60));
        await bump(tx, second);
      });
    await Promise.all([cross(a, b), cross(b, a)]);
    const [row] = await database.query<{ count: number }>(
      'notes.count',
      'select count from notes where id = $1',
      [a],
    );
    expect(row?.count).toBe(2);
    expect(attempts.callbacks).toBe(2);
  }, 15_000);

  it('gives dates as strings and counts as numbers', async () => {
    const [row] = await database.query(
      't',
      `select date '2026-02-28' as day, 9007199254740991::bigint as big`,
    );
    expect(row).toEqual({ day: '2026-02-28', big: 9007199254740991 });
    await expect(database.query('u', 'select 9007199254740993::bigint as big')).rejects.toThrow(RangeError);
  });

  it('says unavailable when a statement takes too long or a lock is not given', async () => {
    await expect(database.query('sleep', 'select pg_sleep(5)')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'database.too-slow',
    });
  });

  it('says unavailable when the server ends the connection, and serves again afterwards', async () => {
    const outcome = runner.run(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('pid', 'select pg_backend_pid() as pid');
      await asSuperuser(`select pg_terminate_backend(${row?.pid})`);
      await insert(tx, randomUUID());
    });
    await expect(outcome).rejects.toMatchObject({ kind: 'unavailable', code: 'database.unreachable' });
    expect(await runner.run(async (tx) => (await tx.query('one', 'select 1 as one')).length)).toBe(1);
  });
});
