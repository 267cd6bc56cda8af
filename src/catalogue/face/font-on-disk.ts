import { openSync, readSync } from 'node:fs';
import type { FontSource } from '../../typesetting/fonts/font-source.ts';

/**
 * A font file that stays where it is. It is kept open for the life of the process, so that another file put in its
 * place changes nothing; the system keeps the parts in its cache that are read often.
 */
export function fontOnDisk(path: string): FontSource {
  const descriptor = openSync(path, 'r');
  return (offset, length) => {
    const bytes = new Uint8Array(length);
    if (readSync(descriptor, bytes, 0, length, offset) < length)
      throw new RangeError(`${path} ends before its end`);
    return bytes;
  };
}
