import {
  bitString,
  contextConstructed,
  generalizedTime,
  ia5String,
  integer,
  objectIdentifier,
  octetString,
  sequence,
} from '../der/der-writer.ts';
import { SES_VERSION, SM2_WITH_SM3, writeSesExtension } from './seal-writer.ts';
import type { SesExtension } from './ses-fields.ts';

export interface SealSigning {
  /** SESeal of GB/T 38540, put in byte for byte. */
  readonly sealDer: Uint8Array;
  /** SM3 of the original, 32 bytes. */
  readonly dataHash: Uint8Array;
  /** What is protected, ASCII: in a PDF the byte range. */
  readonly propertyInfo: string;
  /** Whole seconds count. */
  readonly signedAt: Date;
  readonly extensions?: readonly SesExtension[];
}

/**
 * TBS_Sign of GB/T 38540-2020 §7.1: what the signer signs, with Z of the default id before it.
 *
 * @returns DER
 */
export function buildSealTbs(signing: SealSigning): Uint8Array {
  const { extensions = [] } = signing;
  return sequence(
    integer(SES_VERSION),
    signing.sealDer,
    generalizedTime(signing.signedAt),
    bitString(signing.dataHash),
    ia5String(signing.propertyInfo),
    ...(extensions.length > 0 ? [contextConstructed(0, sequence(...extensions.map(writeSesExtension)))] : []),
  );
}

export interface SealSignatureParts {
  readonly tbsDer: Uint8Array;
  readonly signerCertificateDer: Uint8Array;
  /** DER SEQUENCE { r, s }. */
  readonly signature: Uint8Array;
  /** ContentInfo of a time-stamp over `signature`. */
  readonly timeStampDer?: Uint8Array;
}

/** SES_Signature of GB/T 38540-2020 §7.1, DER. */
export function assembleSealSignature(parts: SealSignatureParts): Uint8Array {
  const { tbsDer, signerCertificateDer, signature, timeStampDer } = parts;
  return sequence(
    tbsDer,
    octetString(signerCertificateDer),
    objectIdentifier(SM2_WITH_SM3),
    bitString(signature),
    ...(timeStampDer ? [contextConstructed(0, bitString(timeStampDer))] : []),
  );
}

/** Four numbers of up to ten digits, brackets and spaces: the longest byte range that is written as propertyInfo. */
const LONGEST_PROPERTY_INFO = 46;
const LONGEST_SM2_SIGNATURE_BYTES = 72;

/**
 * How many bytes `assembleSealSignature` gives at most for a byte range as propertyInfo, so that a PDF has room before
 * anything is signed.
 *
 * @param timeStampBytes the longest time-stamp that may be put in; 0 for none
 */
export function estimateSealSignatureBytes(
  sealDer: Uint8Array,
  signerCertificateDer: Uint8Array,
  timeStampBytes = 0,
): number {
  const tbsDer = buildSealTbs({
    sealDer,
    dataHash: new Uint8Array(32),
    propertyInfo: ' '.repeat(LONGEST_PROPERTY_INFO),
    signedAt: new Date(0),
  });
  const signature = new Uint8Array(LONGEST_SM2_SIGNATURE_BYTES);
  const timeStamp = timeStampBytes > 0 && { timeStampDer: new Uint8Array(timeStampBytes) };
  return assembleSealSignature({ tbsDer, signerCertificateDer, signature, ...timeStamp }).length;
}

/** propertyInfo of a seal in a PDF: its byte range as the file writes it, `[0 840 960 240]`. */
export const byteRangeProperty = (byteRange: readonly number[]): string => `[${byteRange.join(' ')}]`;
