import { createHash } from 'node:crypto';
import { type KnownLayout, targetOfKnownLayout } from './known-layout.ts';
import { PdfError } from './pdf-error.ts';
import { writeRevision } from './revision-writer.ts';
import { BYTE_RANGE, CONTENTS, sealObjects } from './seal-objects.ts';
import type { SealOptions } from './seal-options.ts';
import { readSealTarget } from './seal-target-reader.ts';
import { storeCapacityBytes } from './security-store-writer.ts';

/** A file that is sealed but for the signature itself: between its two halves the signer may be slow or far away. */
export interface PreparedSeal {
  /** Offset and length of the two parts that are signed: all but `/Contents` with its angle brackets. */
  readonly byteRange: readonly [0, number, number, number];
  /** Digest of the byte range, by `SealOptions.digest`: the `messageDigest` of `buildSignedAttributes`. */
  readonly messageDigest: Uint8Array;
  readonly reservedCmsBytes: number;
  /**
   * Puts the signature container in and gives the finished file; the rest of the space stays zeros. Call it once:
   * the file is not copied.
   *
   * @param cmsDer DER of ContentInfo
   * @throws PdfError `pdf-contents-too-small`
   */
  embed(cmsDer: Uint8Array): Uint8Array;
}

/**
 * Appends the revision that carries a seal and digests what is to be signed. The given bytes are a strict prefix of
 * the result, so signatures that are already there keep holding.
 *
 * @param known when the caller has just drawn the file: then nothing is parsed
 * @throws PdfError when the file cannot be read, or must not be sealed: `pdf-encrypted | pdf-xfa |
 *   pdf-certified-against-changes | pdf-certification-not-first | pdf-field-name-taken | pdf-page-missing`
 */
export function prepareSeal(pdf: Uint8Array, options: SealOptions, known?: KnownLayout): PreparedSeal {
  const target = known ? targetOfKnownLayout(known) : readSealTarget(pdf, options);
  const revision = writeRevision(target.base, pdf.length, sealObjects(target, options), capacityOf(options));
  const file = Buffer.concat([pdf, revision.bytes]);
  const contentsStart = revision.reserved.get(CONTENTS) as number;
  const contentsEnd = contentsStart + options.reservedCmsBytes * 2 + 2;
  const byteRange = [0, contentsStart, contentsEnd, file.length - contentsEnd] as const;
  file.write(
    `0 ${byteRange.slice(1).join(' ')}`,
    (revision.reserved.get(BYTE_RANGE) as number) + 1,
    'latin1',
  );
  const messageDigest = createHash(options.digest)
    .update(file.subarray(0, contentsStart))
    .update(file.subarray(contentsEnd))
    .digest();
  const { reservedCmsBytes } = options;
  const embed = (cmsDer: Uint8Array): Uint8Array => {
    if (cmsDer.length > reservedCmsBytes) throw new PdfError('pdf-contents-too-small');
    file.write(Buffer.from(cmsDer).toString('hex'), contentsStart + 1, 'latin1');
    return file;
  };
  return { byteRange, messageDigest, reservedCmsBytes, embed };
}

const capacityOf = ({ reservedCmsBytes, visible, validationData }: SealOptions): number =>
  reservedCmsBytes * 2 +
  4096 +
  (visible?.appearance.contentStream.length ?? 0) +
  (validationData ? storeCapacityBytes(validationData) : 0);
