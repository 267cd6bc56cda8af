import { type FileHandle, open } from 'node:fs/promises';

/**
 * Makes the file `path`, which must not be there yet, readable by its owner only; its bytes are on the disk then.
 *
 * @param content text, bytes, or bytes in parts
 */
export async function writeSynced(
  path: string,
  content: string | Uint8Array | readonly Uint8Array[],
): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    if (typeof content === 'string' || content instanceof Uint8Array) await file.writeFile(content);
    else await writeParts(file, content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** In one call, without joining them first. */
async function writeParts(file: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  const { bytesWritten } = await file.writev(parts);
  if (bytesWritten !== parts.reduce((sum, { length }) => sum + length, 0))
    throw new Error(`the disk took ${bytesWritten} bytes only`);
}
