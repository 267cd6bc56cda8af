import { readLicenceIdentifier } from '../../licences/licence-identifier.ts';

const IDENTIFIER =
  /1\.2\.156\.3005\.2\.[0-9A-Z]{1,21}\.[0-9A-Z]{1,18}\.[0-9A-Z_]{1,33}\.\d{3}\.[0-9A-Z](?![0-9A-Za-z])/g;
const MOST = 4;

/**
 * Licence identifiers that stand in clear in a file: our files carry theirs in the metadata (GB/T 36903). Claims of
 * whoever made the file, good for asking the register and for nothing else.
 */
export function claimedIdentifiersIn(file: Uint8Array): string[] {
  const text = Buffer.from(file.buffer, file.byteOffset, file.length).toString('latin1');
  const claimed = new Set<string>();
  for (const [written] of text.matchAll(IDENTIFIER)) {
    if (readLicenceIdentifier(written).kind === 'read') claimed.add(written);
    if (claimed.size >= MOST) break;
  }
  return [...claimed];
}
