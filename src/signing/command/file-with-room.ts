import { open, rename, unlink } from 'node:fs/promises';
import { type AppendRevision, appendInPlace } from '../../crypto/pdf/revision-appending.ts';
import { EXIT_FILE, SignFailure } from './sign-failure.ts';

/** What revisions of a seal may take: pictures, evidence, time-stamps. Memory that is not written to is not used. */
const ROOM_BYTES = 64 * 1024 * 1024;
/** A file of 200 MB and some; larger ones are refused before anything is read. */
const MOST_BYTES = 1024 * 1024 * 1024;

/** A file in memory, held once, with room behind it for what is appended. */
export interface FileWithRoom {
  readonly bytes: Uint8Array;
  readonly append: AppendRevision;
}

/** @throws SignFailure (74) where it cannot be read, or is larger than 1 GiB */
export async function readWithRoom(path: string): Promise<FileWithRoom> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > MOST_BYTES) throw new SignFailure(EXIT_FILE, `${path}: larger than 1 GiB`);
      const room = Buffer.allocUnsafeSlow(size + ROOM_BYTES);
      let read = 0;
      while (read < size) {
        const { bytesRead } = await file.read(room, read, size - read, read);
        if (bytesRead === 0) break;
        read += bytesRead;
      }
      return { bytes: room.subarray(0, read), append: appendInPlace(room, read) };
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof SignFailure) throw cause;
    throw new SignFailure(EXIT_FILE, `${path} cannot be read: ${(cause as Error).message}`, cause);
  }
}

/** Writes beside the place and moves it there, so that a half-written file never has the name. @throws SignFailure (74) */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await unlink(beside).catch(() => undefined);
    throw new SignFailure(EXIT_FILE, `${path} cannot be written: ${(cause as Error).message}`, cause);
  }
}
