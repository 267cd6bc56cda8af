import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../shared/domain-error.ts';
import { SealBroken, type SealedBox } from '../secrets/sealed-box.ts';
import { DirectorySync } from './directory-sync.ts';
import type { FileStore, FileStoreErrorCode, StoredFile } from './file-store.ts';
import { writeSynced } from './write-synced.ts';

const SHA256_BYTES = 32;
const STORED_NAME = /^[0-9a-f]{64}$/;

/**
 * A `FileStore` in a folder: `<root>/<first two hex digits>/<64 hex digits>`, each file sealed. Names come only from
 * 32-byte digests, so no caller can name another path. A file appears whole or not at all: it is written and synced
 * under another name, renamed, and its folder synced.
 */
export class FolderFileStore implements FileStore {
  private readonly directorySync = new DirectorySync();

  constructor(
    private readonly root: string,
    private readonly box: SealedBox,
  ) {
    for (const folder of ['incoming', 'quarantine', ...shards()])
      mkdirSync(join(root, folder), { recursive: true, mode: 0o700 });
  }

  async put(bytes: Uint8Array): Promise<Buffer> {
    const sha256 = createHash('sha256').update(bytes).digest();
    const { folder, path } = this.placeOf(sha256);
    try {
      // One that is there already holds the same: it is replaced, which costs less than looking first each time.
      await this.writeWhole(path, this.box.sealInParts(bytes, contextOf(sha256)));
      await this.directorySync.sync(folder);
    } catch (cause) {
      throw storageError('unavailable', 'storage.unavailable', cause);
    }
    return sha256;
  }

  async get(sha256: Uint8Array): Promise<Buffer> {
    const sealed = await readFile(this.placeOf(sha256).path).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') throw storageError('not-found', 'storage.not-found', cause);
      throw storageError('unavailable', 'storage.unavailable', cause);
    });
    try {
      return this.box.open(sealed, contextOf(sha256));
    } catch (cause) {
      if (cause instanceof SealBroken) throw storageError('unavailable', 'storage.damaged', cause);
      throw cause;
    }
  }

  exists(sha256: Uint8Array): Promise<boolean> {
    return isFile(this.placeOf(sha256).path);
  }

  async *list(): AsyncIterable<StoredFile> {
    for (const shard of shards()) yield* await storedIn(join(this.root, shard));
  }

  async quarantine(sha256: Uint8Array): Promise<void> {
    const { folder, path } = this.placeOf(sha256);
    const aside = join(this.root, 'quarantine');
    await rename(path, join(aside, hexOf(sha256)));
    await Promise.all([this.directorySync.sync(aside), this.directorySync.sync(folder)]);
  }

  listQuarantined(): Promise<StoredFile[]> {
    return storedIn(join(this.root, 'quarantine'));
  }

  async probe(): Promise<void> {
    const path = join(this.root, 'incoming', `probe-${randomUUID()}`);
    try {
      await writeSynced(path, Buffer.from('probe'));
      await rm(path);
    } catch (cause) {
      throw storageError('unavailable', 'storage.unavailable', cause);
    }
  }

  private placeOf(sha256: Uint8Array): { folder: string; path: string } {
    const name = hexOf(sha256);
    const folder = join(this.root, name.slice(0, 2));
    return { folder, path: join(folder, name) };
  }

  private async writeWhole(path: string, parts: readonly Uint8Array[]): Promise<void> {
    const unfinished = join(this.root, 'incoming', randomUUID());
    try {
      await writeSynced(unfinished, parts);
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }
}

function hexOf(sha256: Uint8Array): string {
  if (sha256.length !== SHA256_BYTES) throw new TypeError('a file is named by its SHA-256, 32 bytes');
  return Buffer.from(sha256).toString('hex');
}

/** Binds the sealed bytes to their name: a file moved to another name does not open. */
const contextOf = (sha256: Uint8Array): string => `file/${hexOf(sha256)}`;

const shards = (): string[] => Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function storedIn(folder: string): Promise<StoredFile[]> {
  const names = (await readdir(folder)).filter((name) => STORED_NAME.test(name));
  return Promise.all(
    names.map(async (name) => ({
      sha256: Buffer.from(name, 'hex'),
      storedAt: (await stat(join(folder, name))).mtime,
    })),
  );
}

const storageError = (kind: 'not-found' | 'unavailable', code: FileStoreErrorCode, cause: unknown) =>
  new DomainError(kind, code, { cause });
