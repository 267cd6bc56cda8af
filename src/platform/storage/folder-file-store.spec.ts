import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INTL_SUITE } from '../secrets/crypto-suite.ts';
import { SealedBox } from '../secrets/sealed-box.ts';
import { FolderFileStore } from './folder-file-store.ts';

const box = new SealedBox('storage.file', [{ kid: '00112233aabbccdd', bytes: randomBytes(32) }], INTL_SUITE);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

describe('FolderFileStore', () => {
  let root: string;
  let store: FolderFileStore;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'file-store-'));
    store = new FolderFileStore(root, box);
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const pathOf = (digest: Buffer) => join(root, digest.toString('hex').slice(0, 2), digest.toString('hex'));

  it('gives back what it was given, by the digest of the plain bytes', async () => {
    const bytes = Buffer.from('%PDF-1.7 张三');
    const digest = await store.put(bytes);
    expect(digest).toEqual(sha256(bytes));
    expect(await store.get(digest)).toEqual(bytes);
    expect(await store.exists(digest)).toBe(true);
  });

  it('leaves nothing readable on the disk and nothing unfinished', async () => {
    const digest = await store.put(Buffer.from('张三 110101199003078515'));
    expect(readFileSync(pathOf(digest)).includes('110101')).toBe(false);
    expect(readdirSync(join(root, 'incoming'))).toEqual([]);
  });

  it('keeps one file when fifty callers bring the same bytes at once', async () => {
    const bytes = randomBytes(50_000);
    await Promise.all(Array.from({ length: 50 }, () => store.put(bytes)));
    const kept = [];
    for await (const file of store.list()) kept.push(file.sha256.toString('hex'));
    expect(kept).toEqual([sha256(bytes).toString('hex')]);
  });

  it('says that a file is damaged when one byte on the disk has changed', async () => {
    const digest = await store.put(Buffer.from('a licence'));
    const sealed = readFileSync(pathOf(digest));
    sealed[sealed.length - 20] = (sealed[sealed.length - 20] ?? 0) ^ 1;
    writeFileSync(pathOf(digest), sealed);
    await expect(store.get(digest)).rejects.toMatchObject({ code: 'storage.damaged' });
  });

  it('says that a file is damaged when another was put in its place', async () => {
    const mine = await store.put(Buffer.from('mine'));
    const other = await store.put(Buffer.from('other'));
    renameSync(pathOf(other), pathOf(mine));
    await expect(store.get(mine)).rejects.toMatchObject({ code: 'storage.damaged' });
  });

  it('does not find what was never stored, and takes nothing but digests for names', async () => {
    await expect(store.get(sha256(Buffer.from('x')))).rejects.toMatchObject({ kind: 'not-found' });
    await expect(store.get(Buffer.from('../../etc/passwd'))).rejects.toThrow(TypeError);
  });

  it('sets a file aside without destroying it', async () => {
    const digest = await store.put(Buffer.from('suspicious'));
    await store.quarantine(digest);
    expect(await store.exists(digest)).toBe(false);
    expect((await store.listQuarantined()).map((file) => file.sha256)).toEqual([digest]);
  });
});
