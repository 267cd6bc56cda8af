import { readFileSync, statSync } from 'node:fs';

/** Any right of others, and writing by the group; the group may read, as platforms that mount secrets have it. */
const TOO_OPEN_MODE = 0o027;
/** What `readSecretFile` gives for a file that others may read or write. */
export const TOO_OPEN: unique symbol = Symbol('too open');

/** The text of a file with a secret; null where it cannot be read. */
export function readSecretFile(path: string): string | typeof TOO_OPEN | null {
  try {
    return (statSync(path).mode & TOO_OPEN_MODE) === 0 ? readFileSync(path, 'utf8') : TOO_OPEN;
  } catch {
    return null;
  }
}
