import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CheckpointFolder } from '../../src/audit/tree/checkpoint-folder.ts';
import { CheckpointUrl } from '../../src/audit/tree/checkpoint-url.ts';
import { Secret } from '../../src/config/secret.ts';
import { type StartedApp, startApp } from '../support/start-app.ts';
import { WriteOnceStore } from '../support/write-once-store.ts';

const note = (size: number, root = 'root') => `zz.example.cn/log\n${size}\n${root}\n\n— signature\n`;

describe('the store of checkpoints elsewhere', () => {
  let store: WriteOnceStore;
  beforeEach(async () => {
    store = await WriteOnceStore.start();
  });
  afterEach(() => store.stop());

  const url = () => new CheckpointUrl({ url: store.url, authorization: null });
  const checkpoint = (size: number, text = note(size)) => ({
    size,
    path: '',
    note: text,
    timeStampDer: Buffer.from('token'),
  });

  it('gets checkpoint and token once, and the same again is as good', async () => {
    await url().put(checkpoint(5));
    await url().put(checkpoint(5));
    expect([store.text('5.checkpoint'), store.text('5.tst')]).toEqual([note(5), 'token']);
  });

  it('raises the alarm when another checkpoint of the size lies there, however long', async () => {
    await url().put(checkpoint(5));
    await expect(url().put(checkpoint(5, note(5, 'other')))).rejects.toMatchObject({ code: 'fork', size: 5 });
    store.objects.set('/checkpoints/6.checkpoint', Buffer.alloc(1_000_000, 'x'));
    await expect(url().put(checkpoint(6))).rejects.toMatchObject({ code: 'fork', size: 6 });
  });

  it.each([302, 401, 409, 500])('is tried again later when it answers %i', async (status) => {
    store.failure = status;
    await expect(url().put(checkpoint(5))).rejects.not.toMatchObject({ code: 'fork' });
    store.failure = null;
    await url().put(checkpoint(5));
    expect(store.text('5.checkpoint')).toBe(note(5));
  });

  it('is shown the credentials', async () => {
    await new CheckpointUrl({ url: store.url, authorization: new Secret('Bearer x') }).put(checkpoint(1));
    expect([...store.authorizations]).toEqual(['Bearer x']);
  });
});

describe('the folder of checkpoints', () => {
  it('gives those beyond a size in the order of sizes, over the limits of its folders too', async () => {
    const path = mkdtempSync(join(tmpdir(), 'zhaozhang-checkpoints-'));
    const folder = new CheckpointFolder(path);
    const sizes = [7, 999, 1_000, 1_001, 999_999, 1_000_000, 12_000_000_345];
    for (const size of sizes.toReversed()) await folder.add(size, note(size), null);
    const beyond = async (size: number) => {
      const found: number[] = [];
      for await (const one of folder.after(size)) found.push(one.size);
      return found;
    };
    expect(await beyond(0)).toEqual(sizes);
    expect(await beyond(7)).toEqual(sizes.slice(1));
    expect(await beyond(1_000)).toEqual(sizes.slice(3));
    expect(await beyond(1_000_001)).toEqual([12_000_000_345]);
    expect(await beyond(12_000_000_345)).toEqual([]);
    rmSync(path, { recursive: true });
  });
});

describe('a service with a store of checkpoints', () => {
  let store: WriteOnceStore;
  let folder: string;
  const started: StartedApp[] = [];

  beforeEach(async () => {
    store = await WriteOnceStore.start();
    folder = mkdtempSync(join(tmpdir(), 'zhaozhang-store-'));
    writeFileSync(join(folder, 'authorization'), 'Bearer of-the-test\n');
    chmodSync(join(folder, 'authorization'), 0o600);
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((each) => each.stop()));
    await store.stop();
    rmSync(folder, { recursive: true });
  });

  async function start(said: string[] = []): Promise<StartedApp> {
    const one = await startApp({
      environment: {
        ZZ_CHECKPOINT_URL: `${store.url}/`,
        ZZ_CHECKPOINT_AUTHORIZATION_FILE: join(folder, 'authorization'),
        ZZ_CHECKPOINT_SECONDS: '1',
        ZZ_LOG_LAG_ALARM_SECONDS: '1',
        ZZ_LOG_LEVEL: 'error',
      },
      onLogLine: (line) => said.push(line),
    });
    started.push(one);
    return one;
  }

  async function until(isIt: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await isIt())) await sleep(50);
  }

  const partOf = async ({ origin }: StartedApp) =>
    (await (await fetch(`${origin}/health/ready`)).json()).parts['checkpoint store'];

  const exported = ({ dataDir }: StartedApp): Map<string, string> => {
    const path = join(dataDir, 'data/log/checkpoints');
    if (!existsSync(path)) return new Map();
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
    return new Map(
      names
        .filter((name) => /\.(checkpoint|tst)$/.test(name))
        .map((name) => [
          name.replaceAll('/', '').replace(/^0+/, ''),
          readFileSync(join(path, name), 'latin1'),
        ]),
    );
  };
  const delivered = () =>
    new Map(
      [...store.objects].map(([name, bytes]) => [name.split('/').at(-1) ?? '', bytes.toString('latin1')]),
    );

  it('brings every checkpoint there with its token, also those that were signed while it was away', async () => {
    const said: string[] = [];
    store.failure = 503;
    const service = await start(said);
    for (let turn = 0; turn < 3; turn += 1) {
      await fetch(`${service.origin}/`);
      await until(() => exported(service).size > turn * 2);
    }
    await until(async () => (await partOf(service)) === 'degraded');
    expect((await fetch(`${service.origin}/health/ready`)).status).toBe(200);
    expect(said.filter((line) => line.includes('do not reach their store'))).toHaveLength(1);
    expect(store.objects.size).toBe(0);
    store.failure = null;
    await until(async () => (await partOf(service)) === 'ok');
    await service.app.close();
    expect(exported(service).size).toBeGreaterThan(4);
    expect(delivered()).toEqual(exported(service));
    expect([...store.authorizations]).toEqual(['Bearer of-the-test']);
  }, 30_000);

  it('raises the alarm when another checkpoint of the log lies there', async () => {
    const said: string[] = [];
    for (let size = 1; size < 20; size += 1)
      store.objects.set(`/checkpoints/${size}.checkpoint`, Buffer.from(note(size)));
    const service = await start(said);
    await fetch(`${service.origin}/`);
    await until(() => said.some((line) => line.includes('fork')));
    await until(async () => (await partOf(service)) === 'degraded');
  }, 30_000);
});
