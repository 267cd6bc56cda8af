import { readSignedData } from '../crypto/cms/signed-data-reader.ts';
import { readTimeStampInfo } from '../crypto/cms/time-stamp-info.ts';
import type { ValidationData } from '../crypto/pdf/validation-data.ts';
import { sameBytes } from '../crypto/pki/certificate.ts';

/** Evidence for a seal that is yet to be made: for the signer, and for the authority that is going to stamp it. */
export interface ForeseenEvidence {
  /** For the document security store, without the certificates that the signature itself will carry. */
  readonly data: ValidationData;
  /** What the authority's token is expected to carry, DER each. */
  readonly authorityCertificatesDer: readonly Uint8Array[];
  readonly goodUntil: Date;
}

/**
 * Whether foreseen evidence came true: the token carries no certificate that nobody has asked about, and was made while
 * the evidence spoke for the present.
 *
 * @param tokenDer ContentInfo of a time-stamp token
 * @throws CmsError where it is none
 */
export function answersFor(
  { authorityCertificatesDer, goodUntil }: ForeseenEvidence,
  tokenDer: Uint8Array,
): boolean {
  const token = readSignedData(tokenDer);
  const isForeseen = token.certificatesDer.every((der) => contains(authorityCertificatesDer, der));
  return isForeseen && readTimeStampInfo(token).generatedAt < goodUntil;
}

/** `data` without certificates that stand in the file already: they are not put in twice. */
export function withoutCarried(data: ValidationData, carriedDer: readonly Uint8Array[]): ValidationData {
  return { ...data, certificatesDer: data.certificatesDer.filter((der) => !contains(carriedDer, der)) };
}

const contains = (ders: readonly Uint8Array[], der: Uint8Array): boolean =>
  ders.some((other) => sameBytes(other, der));
