import { Client } from 'pg';
import { TransactionRunner } from '../../src/platform/database/transaction-runner.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { type StartedApp, startApp } from '../support/start-app.ts';

describe('the service', () => {
  let service: StartedApp;

  beforeAll(async () => {
    service = await startApp();
  }, 30_000);

  afterAll(() => service?.stop());

  it('is ready with its database and its storage', async () => {
    const response = await fetch(`${service.origin}/health/ready`);
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: 'ready', parts: expect.objectContaining({ database: 'ok', storage: 'ok' }) },
    ]);
  });

  it('answers a path that no route has with a problem', async () => {
    const response = await fetch(`${service.origin}/nowhere`);
    expect([response.status, await response.json()]).toEqual([
      404,
      expect.objectContaining({ code: 'resource.not-found' }),
    ]);
  });

  it('is on the server with the limited role alone', async () => {
    const superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    const { rows } = await superuser.query(
      'select distinct usename from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [service.database.name],
    );
    await superuser.end();
    expect(rows).toEqual([{ usename: 'zz_app' }]);
  });

  it('sends a job with the change, and none with a change that was rolled back', async () => {
    const jobs = service.app.get(Jobs, { strict: false });
    const runner = service.app.get(TransactionRunner, { strict: false });
    await runner.run((tx) => jobs.send(tx, 'storage.reconcile', { note: 'kept' }));
    const undone = runner.run(async (tx) => {
      await jobs.send(tx, 'storage.reconcile', { note: 'undone' });
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    const rows = await runner.run((tx) =>
      tx.query<{ note: string }>(
        'test.jobs',
        `select data->>'note' as note from pgboss.job where name = 'storage.reconcile'`,
      ),
    );
    expect(rows.filter(({ note }) => note !== null)).toEqual([{ note: 'kept' }]);
  });
});
