import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';

/** One entry of an archive; nothing of it is verified. */
export interface ArchivedEntry {
  /** Place in the tree. */
  readonly place: number;
  readonly recordedAt: string;
  readonly body: Buffer;
  /** Keys and values of the commitments, sealed. */
  readonly personalSealed: Buffer | null;
}

/** What is known of an archive without opening it. */
export const ArchiveManifest = z.strictObject({
  format: z.literal('zhaozhang-log-archive/1'),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  entries: z.int().positive(),
  firstPlace: z.int().min(0),
  lastPlace: z.int().min(0),
  /** Of the compressed file, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Signed note of a checkpoint over all of them. */
  checkpoint: z.string(),
});
export type ArchiveManifest = z.infer<typeof ArchiveManifest>;

const Line = z.strictObject({
  place: z.int().min(0),
  recordedAt: z.iso.datetime(),
  body: z.string().optional(),
  bodyBase64: z.base64().optional(),
  personal: z.base64().nullable(),
});

export const archivePath = (folder: string, month: string): string => join(folder, `log-${month}.ndjson.gz`);
export const manifestPath = (folder: string, month: string): string =>
  join(folder, `log-${month}.manifest.json`);

/** A line of the archive; a body that is no UTF-8, which the service never writes, is kept as base64. */
export function archiveLine({ place, recordedAt, body, personalSealed }: ArchivedEntry): string {
  const text = body.toString('utf8');
  const isText = Buffer.from(text).equals(body);
  const bodyMember = isText ? { body: text } : { bodyBase64: body.toString('base64') };
  const personal = personalSealed?.toString('base64') ?? null;
  return `${JSON.stringify({ place, recordedAt, ...bodyMember, personal })}\n`;
}

/**
 * The entries of an archive, from anyone, in the order of their lines.
 *
 * @throws Error when the file is no archive
 */
export async function* readArchive(path: string): AsyncGenerator<ArchivedEntry> {
  const source = createReadStream(path);
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  for await (const line of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })) {
    const { place, recordedAt, body, bodyBase64, personal } = Line.parse(JSON.parse(line));
    yield {
      place,
      recordedAt,
      body: body === undefined ? Buffer.from(bodyBase64 ?? '', 'base64') : Buffer.from(body),
      personalSealed: personal === null ? null : Buffer.from(personal, 'base64'),
    };
  }
}
