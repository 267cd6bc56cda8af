import { readLicenceIdentifier } from '../../licences/licence-identifier.ts';

const IDENTIFIER =
  /1\.2\.156\.3005\.2\.[0-9A-Z]{1,21}\.[0-9A-Z]{1,18}\.[0-9A-Z_]{1,33}\.\d{3}\.[0-9A-Z](?![0-9A-Za-z])/g;
const MOST = 4;
/** Longer than any identifier, so that none is lost between two windows. */
const OVERLAP = 128;
/** A file is searched piece by piece: as one text it would stand in memory once more. */
const WINDOW = 1 << 20;

/**
 * Licence identifiers that stand in clear in a file: our files carry theirs in the metadata (GB/T 36903). Claims of
 * whoever made the file, good for asking the register and for nothing else.
 */
export function claimedIdentifiersIn(file: Uint8Array): string[] {
  const claimed = new Set<string>();
  for (let start = 0; start < file.length && claimed.size < MOST; start += WINDOW) {
    const length = Math.min(WINDOW + OVERLAP, file.length - start);
    const text = Buffer.from(file.buffer, file.byteOffset + start, length).toString('latin1');
    for (const [written] of text.matchAll(IDENTIFIER)) {
      if (claimed.size < MOST && readLicenceIdentifier(written).kind === 'read') claimed.add(written);
    }
  }
  return [...claimed];
}
