import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOnce } from '../../platform/storage/write-once.ts';

/** An exported checkpoint as its files say; nothing of it is verified. */
export interface ExportedCheckpoint {
  readonly path: string;
  /** Signed note. */
  readonly note: string;
  /** RFC 3161 token over the SHA-256 of the note, DER; null where none was to be had. */
  readonly timeStampDer: Uint8Array | null;
}

const NOTE = '.checkpoint';
const TOKEN = '.tst';
const NAME = /^\d{3}\.checkpoint$/;
const SIZE_DIGITS = 12;

/**
 * Checkpoints as files that are written once: `000/000/012/345.checkpoint` for 12,345 entries, its time-stamp token
 * beside it. The folder belongs on a machine or medium that is not the service's own.
 */
export class CheckpointFolder {
  constructor(readonly path: string) {}

  /**
   * Writes a checkpoint unless it is there.
   *
   * @returns the note that is there now; another one than given means that two were signed for one size
   */
  async add(size: number, note: string, timeStampDer: Uint8Array | null): Promise<string> {
    const path = join(this.path, nameOf(size));
    if (timeStampDer) await writeOnce(path + TOKEN, timeStampDer);
    await writeOnce(path + NOTE, note);
    return readFile(path + NOTE, 'utf8');
  }

  /** The checkpoints of more than `size` entries, smallest first. */
  async *after(size: number): AsyncGenerator<SizedCheckpoint> {
    yield* this.below(this.path, '', digitsOf(size));
  }

  private async *below(folder: string, digits: string, after: string): AsyncGenerator<SizedCheckpoint> {
    for (const name of await namesIn(folder)) {
      const soFar = digits + name.slice(0, 3);
      if (soFar < after.slice(0, soFar.length) || soFar === after) continue;
      if (soFar.length < SIZE_DIGITS && /^\d{3}$/.test(name))
        yield* this.below(join(folder, name), soFar, after);
      else if (soFar.length === SIZE_DIGITS && NAME.test(name))
        yield { ...(await readExported(join(folder, name))), size: Number(soFar) };
    }
  }

  /** The note of the largest size, or null where there is none yet. */
  async newest(): Promise<string | null> {
    let folder = this.path;
    for (let depth = 1; depth < SIZE_DIGITS / 3; depth += 1) {
      const last = (await namesIn(folder)).filter((name) => /^\d{3}$/.test(name)).at(-1);
      if (last === undefined) return null;
      folder = join(folder, last);
    }
    const last = (await namesIn(folder)).filter((name) => NAME.test(name)).at(-1);
    return last === undefined ? null : readFile(join(folder, last), 'utf8');
  }
}

/** A checkpoint of this folder, by the size in its name. */
export interface SizedCheckpoint extends ExportedCheckpoint {
  readonly size: number;
}

/** Every file below `folder` that ends like a checkpoint, whatever it is called besides, in the order of names. */
export async function* exportedCheckpoints(folder: string): AsyncGenerator<ExportedCheckpoint> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile() && file.name.endsWith(NOTE))
    .map((file) => join(file.parentPath, file.name));
  for (const path of paths.sort()) yield readExported(path);
}

async function readExported(path: string): Promise<ExportedCheckpoint> {
  const token = await readFile(path.slice(0, -NOTE.length) + TOKEN).catch(() => null);
  return { path, note: await readFile(path, 'utf8'), timeStampDer: token };
}

const digitsOf = (size: number): string => String(size).padStart(SIZE_DIGITS, '0');

const nameOf = (size: number): string => digitsOf(size).replace(/(\d{3})(?=\d)/g, '$1/');

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.sort();
}
