import { objectIdentifier, sequence } from '../der/der-writer.ts';
import type { ObjectIdentifier } from '../der/object-identifier.ts';
import { CONTENT_TYPE } from './attribute-types.ts';
import { CmsError } from './cms-error.ts';
import { type SignatureAlgorithmName, writtenAlgorithm } from './signature-algorithms.ts';

/**
 * Under which identifiers a SignedData is written: those of RFC 5652, or those that GB/T 35275 gives the same
 * structures for SM2. Both are read.
 */
export type CmsIdentifiers = 'rfc5652' | 'gbt35275';

interface ContentTypes {
  readonly signedData: ObjectIdentifier;
  readonly data: ObjectIdentifier;
}

const CONTENT_TYPES: Readonly<Record<CmsIdentifiers, ContentTypes>> = {
  rfc5652: { signedData: CONTENT_TYPE.signedData, data: CONTENT_TYPE.data },
  gbt35275: { signedData: CONTENT_TYPE.gmSignedData, data: CONTENT_TYPE.gmData },
};

/** SM2 signing (GM/T 0006), which GB/T 35275 puts where RFC 5652 has SM2-with-SM3. */
const SM2_SIGN = '1.2.156.10197.1.301.1';

/** Content types of SignedData and data: RFC 5652 §4 and §5.1, or those of GB/T 35275. */
export const identifiersOf = (identifiers: CmsIdentifiers = 'rfc5652'): ContentTypes =>
  CONTENT_TYPES[identifiers];

/**
 * `AlgorithmIdentifier` of the signature in a SignerInfo.
 *
 * @throws CmsError `cms-identifiers-need-sm2`
 */
export function signatureIdentifierIn(
  identifiers: CmsIdentifiers = 'rfc5652',
  algorithm: SignatureAlgorithmName,
): Uint8Array {
  if (identifiers === 'rfc5652') return writtenAlgorithm(algorithm).identifierDer;
  if (algorithm !== 'sm2-sm3') throw new CmsError('cms-identifiers-need-sm2');
  return sequence(objectIdentifier(SM2_SIGN));
}
