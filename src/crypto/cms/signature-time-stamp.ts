import { ATTRIBUTE_TYPE } from './attribute-types.ts';
import { attribute } from './signed-attributes.ts';
import type { SignerInfo } from './signed-data-reader.ts';

/** Type, SET and SEQUENCE around a token, at their longest. */
const ATTRIBUTE_OVERHEAD_BYTES = 32;

/** Room that the attribute of a token takes at most. */
export const signatureTimeStampBytes = (maxTokenBytes: number): number =>
  maxTokenBytes + ATTRIBUTE_OVERHEAD_BYTES;

/**
 * The unsigned attribute signature-time-stamp (RFC 3161 appendix A): makes B-T of a B-B signature.
 *
 * @param tokenDer ContentInfo of a token over the signature value
 * @returns DER of the whole Attribute
 */
export const signatureTimeStampAttribute = (tokenDer: Uint8Array): Uint8Array =>
  attribute(ATTRIBUTE_TYPE.signatureTimeStamp, tokenDer);

/** Tokens that a signature carries over its own value; DER of ContentInfo each, unverified. */
export const signatureTimeStamps = ({ unsignedAttributes }: SignerInfo): Uint8Array[] =>
  unsignedAttributes
    .filter(({ type }) => type === ATTRIBUTE_TYPE.signatureTimeStamp)
    .flatMap(({ values }) => values.map(({ bytes }) => bytes));
