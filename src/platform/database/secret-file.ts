import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * The secret kept in the file `path` (`{"secret":"…"}`, mode 0600), made at the first call: 24 random bytes as
 * base64url, so that it can stand in a URL as it is.
 */
export function readOrCreateSecret(path: string): string {
  if (!existsSync(path))
    writePrivateFile(path, `${JSON.stringify({ secret: randomBytes(24).toString('base64url') })}\n`);
  return (JSON.parse(readFileSync(path, 'utf8')) as { secret: string }).secret;
}

/** Writes `text` so that a kill leaves the old file or the new one, readable by nobody else at any moment. */
export function writePrivateFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${process.pid}`;
  const descriptor = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(unfinished, path);
}
