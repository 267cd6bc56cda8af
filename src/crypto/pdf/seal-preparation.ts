import { createHash } from 'node:crypto';
import { Budget } from './budget.ts';
import { type KnownLayout, targetOfKnownLayout } from './known-layout.ts';
import { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import { PdfStream } from './pdf-objects.ts';
import { appendByCopy } from './revision-appending.ts';
import { type RevisionObject, writeRevision } from './revision-writer.ts';
import { sealObjects } from './seal-objects.ts';
import type { SealOptions } from './seal-options.ts';
import type { SealTarget } from './seal-target.ts';
import { readSealTarget } from './seal-target-reader.ts';
import { BYTE_RANGE, CONTENTS } from './signature-dictionary.ts';

/** A file that is sealed but for the signature itself: between its two halves the signer may be slow or far away. */
export interface PreparedSeal {
  /** Offset and length of the two parts that are signed: all but `/Contents` with its angle brackets. */
  readonly byteRange: readonly [0, number, number, number];
  /** Digest of the byte range, by `SealOptions.digest`: the `messageDigest` of `buildSignedAttributes`. */
  readonly messageDigest: Uint8Array;
  /** Digest of the bytes that were given, by the same algorithm: they are the beginning of what is signed. */
  readonly givenDigest: Uint8Array;
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
 * @param known when the caller has just drawn the file: then nothing is parsed; or the file as the caller has read it
 * @throws PdfError when the file cannot be read, or must not be sealed: `pdf-encrypted | pdf-xfa |
 *   pdf-certified-against-changes | pdf-certified-against-annotations | pdf-certification-not-first | pdf-field-name-taken | pdf-field-missing |
 *   pdf-field-not-signature | pdf-field-signed | pdf-field-locked | pdf-field-demands | pdf-page-missing`
 */
export function prepareSeal(
  pdf: Uint8Array,
  options: SealOptions,
  known?: KnownLayout | PdfDocument,
): PreparedSeal {
  const target = targetOf(pdf, options, known);
  const objects = sealObjects(target, options);
  const revision = writeRevision(target.base, pdf.length, objects, capacityFor(options, objects));
  const file = (options.append ?? appendByCopy)(pdf, revision.bytes);
  const contentsStart = revision.reserved.get(CONTENTS) as number;
  const contentsEnd = contentsStart + options.reservedCmsBytes * 2 + 2;
  const byteRange = [0, contentsStart, contentsEnd, file.length - contentsEnd] as const;
  file.write(
    `0 ${byteRange.slice(1).join(' ')}`,
    (revision.reserved.get(BYTE_RANGE) as number) + 1,
    'latin1',
  );
  const hash = createHash(options.digest).update(file.subarray(0, pdf.length));
  const givenDigest = hash.copy().digest();
  hash.update(file.subarray(pdf.length, contentsStart)).update(file.subarray(contentsEnd));
  const { reservedCmsBytes } = options;
  const embed = (cmsDer: Uint8Array): Uint8Array => {
    if (cmsDer.length > reservedCmsBytes) throw new PdfError('pdf-contents-too-small');
    file.write(Buffer.from(cmsDer).toString('hex'), contentsStart + 1, 'latin1');
    return file;
  };
  return { byteRange, messageDigest: hash.digest(), givenDigest, reservedCmsBytes, embed };
}

function targetOf(
  pdf: Uint8Array,
  options: SealOptions,
  known: KnownLayout | PdfDocument | undefined,
): SealTarget {
  if (known instanceof PdfDocument) return readSealTarget(known, options);
  if (known) return targetOfKnownLayout(known);
  return readSealTarget(PdfDocument.open(pdf, options.budget ?? new Budget()), options);
}

/** A guess at the revision's size that is seldom too small. */
const capacityFor = ({ reservedCmsBytes }: SealOptions, objects: readonly RevisionObject[]): number =>
  objects.reduce(
    (sum, { object }) => sum + 400 + (object instanceof PdfStream ? object.rawBytes.length : 0),
    2_048 + reservedCmsBytes * 2,
  );
