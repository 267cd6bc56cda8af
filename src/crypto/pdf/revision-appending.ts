/**
 * Puts a revision behind a file and gives the whole. The file's bytes stay as they are; whether they are copied is the
 * implementation's: a service copies, a command that owns its buffer has left room in it.
 */
export type AppendRevision = (pdf: Uint8Array, revision: Uint8Array) => Buffer;

/** Copies both into a new file. */
export const appendByCopy: AppendRevision = (pdf, revision) => Buffer.concat([pdf, revision]);

/**
 * Writes behind the file into the room that was left in its buffer, so that a file of 200 MB is held once.
 *
 * @param room the buffer that the file begins; only one chain of revisions may be written into it, each behind the last
 * @throws RangeError when a revision does not fit, or is not put behind what was written last
 */
export function appendInPlace(room: Buffer, fileBytes: number): AppendRevision {
  let end = fileBytes;
  return (pdf, revision) => {
    const isLast = pdf.buffer === room.buffer && pdf.byteOffset === room.byteOffset && pdf.length === end;
    if (!isLast || end + revision.length > room.length) throw new RangeError('no room behind the file');
    room.set(revision, end);
    end += revision.length;
    return room.subarray(0, end);
  };
}
