import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

const CHUNK_BYTES = 8 * 1024 * 1024;

/**
 * Every form in which `secret` could lie somewhere in clear: as UTF-8, UTF-16 and Latin hex, and in base64 at each of
 * its three offsets, without the characters at either end that depend on their neighbours.
 */
export function clearForms(secret: string | Buffer): Buffer[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const texts = [hex, hex.toUpperCase(), ...[0, 1, 2].map((offset) => base64Inside(bytes, offset))];
  const wide = typeof secret === 'string' ? [Buffer.from(secret, 'utf16le')] : [];
  return [bytes, ...wide, ...texts.map((text) => Buffer.from(text))];
}

function base64Inside(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const from = Math.ceil((offset * 4) / 3);
  return text.slice(from, -1);
}

/** True when `bytes` holds any of `forms`. */
export const holds = (bytes: Buffer, forms: readonly Buffer[]): boolean =>
  forms.some((form) => bytes.includes(form));

/** Paths of files below `folder` that hold any of `forms`; whole files are read, in overlapping pieces. */
export function filesHolding(folder: string, forms: readonly Buffer[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => fileHolds(path, forms));
}

/** The server removes files of its own while they are searched; nothing lies in one that is gone. */
function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function fileHolds(path: string, forms: readonly Buffer[]): boolean {
  const overlap = Math.max(...forms.map(({ length }) => length));
  const piece = Buffer.alloc(CHUNK_BYTES + overlap);
  const file = openIfThere(path);
  if (file === null) return false;
  try {
    for (let at = 0; ; at += CHUNK_BYTES) {
      const length = readSync(file, piece, 0, piece.length, at);
      if (holds(piece.subarray(0, length), forms)) return true;
      if (length < piece.length) return false;
    }
  } finally {
    closeSync(file);
  }
}
