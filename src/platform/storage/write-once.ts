import { randomBytes } from 'node:crypto';
import { link, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DirectorySync } from './directory-sync.ts';
import { writeSynced } from './write-synced.ts';

/**
 * Makes the file `path` with `content`, whole and synced, readable by its owner only. Where there is one already it
 * stays as it is: of two processes that start at once one wins, and both read what the winner wrote.
 */
export async function writeOnce(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    await writeSynced(unfinished, content);
    await link(unfinished, path);
    await new DirectorySync().sync(dirname(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}
