import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/platform/database/embedded-server.ts';
import { processState } from '../../src/platform/database/postmaster-file.ts';
import { clearTestFolder, newTestFolder } from '../support/test-server.ts';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded server', () => {
  let dataDir: string;
  let server: EmbeddedServer;

  beforeAll(async () => {
    dataDir = newTestFolder();
    server = await startEmbeddedServer({ dataDir });
    await query(
      server.urls.owner,
      'create table kept (x int); insert into kept values (7); grant select on kept to zz_app',
    );
  }, 30_000);

  afterAll(() => clearTestFolder(dataDir));

  it('keeps its secrets readable by us alone', () => {
    for (const role of ['superuser', 'owner', 'app'])
      expect(statSync(join(dataDir, 'secrets', `database-${role}.json`)).mode & 0o777).toBe(0o600);
  });

  it('is adopted when it was left over by a starter that was killed', async () => {
    writeFileSync(join(dataDir, 'postgres.keeper'), '999999999\n');
    const again = await startEmbeddedServer({ dataDir });
    expect(again).toMatchObject({ adopted: true, pid: server.pid, port: server.port });
  });

  it('is not stopped by a guest while its keeper lives', async () => {
    const guest = await startEmbeddedServer({ dataDir, keeperPid: process.ppid });
    await guest.stop();
    expect(processState(server.pid)).toBe('running');
  });

  it('starts again on its data after kill -9 of the server itself', async () => {
    process.kill(server.pid, 'SIGKILL');
    server = await startEmbeddedServer({ dataDir });
    expect(server.adopted).toBe(false);
    expect(await query(server.urls.app, 'select x from kept')).toEqual([{ x: 7 }]);
  }, 30_000);

  it('stops for its keeper and starts again with what was committed last', async () => {
    await query(server.urls.owner, 'insert into kept values (8)');
    await server.stop();
    expect(processState(server.pid)).not.toBe('running');
    server = await startEmbeddedServer({ dataDir });
    expect(await query(server.urls.app, 'select max(x) as x from kept')).toEqual([{ x: 8 }]);
  }, 30_000);

  it('says in one line what to do when the secrets are not those of the data', async () => {
    writeFileSync(join(dataDir, 'secrets', 'database-superuser.json'), '{"secret":"another"}');
    await expect(startEmbeddedServer({ dataDir })).rejects.toMatchObject({
      code: 'secrets-do-not-match',
      message: expect.stringMatching(/^the secrets in .* put back the right files$/),
    });
  });

  it('says in one line what to do when the data folder cannot be made', async () => {
    await expect(startEmbeddedServer({ dataDir: '/etc/passwd/data' })).rejects.toMatchObject({
      code: 'folder-not-writable',
      message: expect.stringContaining('ZZ_DATA_DIR'),
    });
  });
});
