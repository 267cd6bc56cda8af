import { readSignedData } from '../cms/signed-data-reader.ts';
import { readTimeStampInfo } from '../cms/time-stamp-info.ts';
import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readObjectIdentifier, readSmallInteger } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import type { ObjectIdentifier } from '../der/object-identifier.ts';
import type { ElectronicSeal, SesForm } from './electronic-seal.ts';
import { readSealNode } from './seal-reader.ts';
import { Deviations, isStrictDer, type SesDeviation } from './ses-deviations.ts';
import { SesError } from './ses-error.ts';
import {
  bitsField,
  certificateField,
  extensionsField,
  type SesExtension,
  textField,
  timeField,
  timeFromText,
} from './ses-fields.ts';

/** A seal put on something: the SES_Signature of its standard. Every `Uint8Array` is a view into `der`. */
export interface SealSignature {
  readonly form: SesForm;
  /** Without what follows it: `/Contents` of a PDF is padded with zeros. */
  readonly der: Uint8Array;
  readonly seal: ElectronicSeal;
  /** When the signer says that it signed; proves nothing. */
  readonly claimedAt: Date;
  /** SM3 of the original, 32 bytes. */
  readonly dataHash: Uint8Array;
  /** What is protected: path of Signature.xml in OFD, the byte range in a PDF. */
  readonly propertyInfo: string;
  readonly extensions: readonly SesExtension[];
  readonly signerCertificateDer: Uint8Array;
  readonly signatureAlgorithmOid: ObjectIdentifier;
  /** TBS_Sign: exactly what the signer signed. */
  readonly signedDer: Uint8Array;
  /** DER SEQUENCE { r, s }. */
  readonly signature: Uint8Array;
  /** ContentInfo of a time-stamp over `signature`; V1 has none, its time-stamp is from before the signature. */
  readonly timeStampDer: Uint8Array | undefined;
  /** Of the signature and of the seal in it. */
  readonly deviations: readonly SesDeviation[];
}

/**
 * Reads SES_Signature of GM/T 0031-2014 §6, GB/T 38540-2020 §7 or GM/T 0031-2025; bytes behind it are left alone.
 *
 * @throws SesError `ses-malformed | ses-version-unknown`
 */
export function readSealSignature(bytes: Uint8Array): SealSignature {
  try {
    return readSignatureNode(readDer(bytes), new Deviations());
  } catch (cause) {
    throw cause instanceof SesError ? cause : new SesError('ses-malformed', cause);
  }
}

/**
 * Whether bytes have the outer shape of a seal signature, so that they are judged as one: what is signed begins with
 * a version, where CMS begins with an identifier.
 */
export function looksLikeSealSignature(bytes: Uint8Array): boolean {
  try {
    const [toSign] = children(expectTag(readDer(bytes), TAG.sequence));
    const [version, seal] = children(expectTag(toSign, TAG.sequence));
    return version?.tag === TAG.integer && seal?.tag === TAG.sequence;
  } catch {
    return false;
  }
}

function readSignatureNode(node: DerNode, deviations: Deviations): SealSignature {
  const fields = children(expectTag(node, TAG.sequence));
  const toSign = expectTag(fields[0], TAG.sequence);
  const [version, sealNode, ...signed] = children(toSign);
  if (sealNode === undefined) throw new SesError('ses-malformed');
  if (!isStrictDer(node)) deviations.note('not-der');
  const seal = readSealNode(sealNode, deviations);
  const isFirst = fields.length === 2;
  if (!isFirst && fields.length !== 4 && fields.length !== 5) throw new SesError('ses-version-unknown');
  const signedForm: SesForm = isFirst ? 'V1' : seal.form === 'V5' ? 'V5' : 'V4';
  if (readSmallInteger(version) !== seal.headerVersion || signedForm !== seal.form) {
    deviations.note('versions-differ');
  }
  const parts = isFirst ? readFirst(fields, signed, deviations) : readLater(fields, signed, deviations);
  return {
    form: signedForm,
    der: node.bytes,
    seal,
    signedDer: toSign.bytes,
    ...parts,
    deviations: deviations.list,
  };
}

/** GM/T 0031-2014: certificate and algorithm are signed too, and the time may be a whole time-stamp. */
function readFirst(fields: readonly DerNode[], signed: readonly DerNode[], deviations: Deviations) {
  const [timeInfo, dataHash, propertyInfo, certificate, algorithm, ...unknown] = signed;
  if (unknown.length > 0) deviations.note('fields-unknown');
  return {
    ...readTimeInfo(timeInfo, deviations),
    ...readProtected(dataHash, propertyInfo, deviations),
    extensions: [],
    signerCertificateDer: certificateField(certificate, deviations),
    signatureAlgorithmOid: readObjectIdentifier(algorithm),
    signature: bitsField(fields[1], deviations),
  };
}

function readLater(fields: readonly DerNode[], signed: readonly DerNode[], deviations: Deviations) {
  const [, certificate, algorithm, signature, timeStamp] = fields;
  const [timeInfo, dataHash, propertyInfo, extensions, ...unknown] = signed;
  if (unknown.length > 0) deviations.note('fields-unknown');
  if (timeStamp !== undefined && !isContext(timeStamp, 0)) throw new SesError('ses-malformed');
  return {
    claimedAt: timeField(timeInfo, TAG.generalizedTime, deviations),
    timeStampDer: timeStamp && bitsField(children(timeStamp)[0], deviations),
    ...readProtected(dataHash, propertyInfo, deviations),
    extensions: extensionsField(extensions, true, deviations),
    signerCertificateDer: certificateField(certificate, deviations),
    signatureAlgorithmOid: readObjectIdentifier(algorithm),
    signature: bitsField(signature, deviations),
  };
}

const readProtected = (
  dataHash: DerNode | undefined,
  propertyInfo: DerNode | undefined,
  deviations: Deviations,
) => ({
  dataHash: bitsField(dataHash, deviations),
  propertyInfo: textField(propertyInfo, TAG.ia5String, deviations),
});

/** BIT STRING with a time-stamp token or the text of a UTCTime (GM/T 0031-2014 §6.1); others write a time outright. */
function readTimeInfo(node: DerNode | undefined, deviations: Deviations) {
  if (node?.tag !== TAG.bitString && node?.tag !== TAG.octetString) {
    return { claimedAt: timeField(node, TAG.utcTime, deviations), timeStampDer: undefined };
  }
  const bytes = bitsField(node, deviations);
  if (bytes[0] !== TAG.sequence) {
    return {
      claimedAt: timeFromText(Buffer.from(bytes).toString('latin1'), deviations),
      timeStampDer: undefined,
    };
  }
  // A time-stamp taken before signing cannot be over the signature: it tells the time, and proves no more.
  return { claimedAt: readTimeStampInfo(readSignedData(bytes)).generatedAt, timeStampDer: undefined };
}
