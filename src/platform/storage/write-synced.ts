import { open } from 'node:fs/promises';

/** Makes the file `path`, which must not be there yet, readable by its owner only; its bytes are on the disk then. */
export async function writeSynced(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
