import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import { leafHash } from '../../crypto/merkle/leaf-hash.ts';
import { isSameHash } from '../../crypto/merkle/node-hash.ts';
import { writeOnce } from '../../platform/storage/write-once.ts';
import {
  type ArchivedEntry,
  type ArchiveManifest,
  archiveLine,
  archivePath,
  manifestPath,
  readArchive,
} from './log-archive.ts';

/** The archive does not hold what the log holds; nothing may be dropped. */
export class ArchiveUnsound extends Error {}

interface EntryRow {
  leaf_index: number;
  leaf_hash: Buffer;
  recorded_at: Date;
  body: Buffer;
  personal_sealed: Buffer | null;
}

const ROWS_AT_ONCE = 1_000;
const ENTRIES = `
  SELECT l.leaf_index, l.leaf_hash, e.recorded_at, e.body, e.personal_sealed
  FROM audit_leaves l JOIN audit_entries e
    ON e.written_by = l.written_by AND e.id = l.entry_row AND e.recorded_at = l.recorded_at
  WHERE l.recorded_at >= $1::timestamptz AND l.recorded_at < $1::timestamptz + interval '1 month' AND l.leaf_index > $2
  ORDER BY l.leaf_index LIMIT ${ROWS_AT_ONCE}`;

/**
 * Writes the entries of a month (UTC) to a compressed NDJSON file with a manifest beside it, and reads it back against
 * the log: only then does the manifest appear.
 *
 * @param month `2026-11`
 * @throws ArchiveUnsound when the month has no entries, or what was written is not what the log holds
 */
export async function archiveMonth(
  client: ClientBase,
  month: string,
  folder: string,
): Promise<ArchiveManifest> {
  await mkdir(folder, { recursive: true });
  const path = archivePath(folder, month);
  await pipeline(
    Readable.from(lines(client, month)),
    createGzip(),
    createWriteStream(`${path}.new`, { flush: true }),
  );
  const places = await compareWithLog(client, month, `${path}.new`);
  await rename(`${path}.new`, path);
  const manifest: ArchiveManifest = {
    format: 'zhaozhang-log-archive/1',
    month,
    ...places,
    sha256: await sha256OfFile(path),
    checkpoint: await checkpointOver(client, places.lastPlace),
  };
  await writeOnce(manifestPath(folder, month), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/**
 * Goes through an archive and the log side by side.
 *
 * @throws ArchiveUnsound
 */
export async function compareWithLog(client: ClientBase, month: string, path: string) {
  const places: number[] = [];
  const rows = monthRows(client, month);
  for await (const entry of readArchive(path)) {
    const { value: row } = await rows.next();
    if (!row || row.leaf_index !== entry.place || !isSameHash(leafHash(entry.body), row.leaf_hash))
      throw new ArchiveUnsound(`place ${entry.place} is not as the log has it`);
    places.push(entry.place);
  }
  if (places.length === 0 || !(await rows.next()).done)
    throw new ArchiveUnsound(`the archive of ${month} does not hold every entry of the month`);
  return { entries: places.length, firstPlace: places[0] ?? 0, lastPlace: places.at(-1) ?? 0 };
}

/** SHA-256 of a file, hexadecimal. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function* lines(client: ClientBase, month: string): AsyncGenerator<string> {
  for await (const row of monthRows(client, month)) yield archiveLine(toEntry(row));
}

async function* monthRows(client: ClientBase, month: string): AsyncGenerator<EntryRow> {
  for (let after = -1; ; ) {
    const { rows } = await client.query<EntryRow>(ENTRIES, [`${month}-01T00:00:00Z`, after]);
    yield* rows;
    if (rows.length < ROWS_AT_ONCE) return;
    after = rows.at(-1)?.leaf_index ?? after;
  }
}

const toEntry = (row: EntryRow): ArchivedEntry => ({
  place: row.leaf_index,
  recordedAt: row.recorded_at.toISOString(),
  body: row.body,
  personalSealed: row.personal_sealed,
});

async function checkpointOver(client: ClientBase, place: number): Promise<string> {
  const text = 'SELECT note FROM audit_checkpoints WHERE size > $1 ORDER BY size LIMIT 1';
  const note = (await client.query<{ note: string }>(text, [place])).rows[0]?.note;
  if (note === undefined) throw new ArchiveUnsound(`no checkpoint covers place ${place} yet`);
  return note;
}
