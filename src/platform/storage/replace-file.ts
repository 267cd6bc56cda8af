import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { writeSynced } from './write-synced.ts';

/** Puts `content` in the place of the file `path`, whole: who reads it meanwhile, or after a kill, has the one or the other. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    await writeSynced(unfinished, content);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}
