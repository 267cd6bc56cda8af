import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readObjectIdentifier, readOctetString, readSmallInteger } from '../der/der-values.ts';
import { sequence, TAG } from '../der/der-writer.ts';
import type { AdmittedSigners, ElectronicSeal, SealPicture, SesForm } from './electronic-seal.ts';
import { Deviations, isStrictDer } from './ses-deviations.ts';
import { SesError } from './ses-error.ts';
import {
  bitsField,
  certificateField,
  extensionsField,
  listField,
  textField,
  timeField,
} from './ses-fields.ts';

/**
 * Reads an electronic seal of GM/T 0031-2014 §5, GB/T 38540-2020 §6 or GM/T 0031-2025. Slips that real seals show
 * are taken and listed as deviations; bytes behind the seal are left alone.
 *
 * @throws SesError `ses-malformed | ses-version-unknown`
 */
export function readElectronicSeal(bytes: Uint8Array): ElectronicSeal {
  try {
    return readSealNode(readDer(bytes), new Deviations());
  } catch (cause) {
    throw cause instanceof SesError ? cause : new SesError('ses-malformed', cause);
  }
}

/** A seal that stands inside something else. @throws SesError, DerError */
export function readSealNode(node: DerNode, deviations: Deviations): ElectronicSeal {
  const fields = children(expectTag(node, TAG.sequence));
  const info = expectTag(fields[0], TAG.sequence);
  const header = readHeader(children(info)[0], deviations);
  const form = formOf(fields.length, header.headerVersion);
  if (form === 'V1' && header.headerVersion !== 1) deviations.note('version-unusual');
  if (!isStrictDer(node)) deviations.note('not-der');
  const seal = {
    form,
    der: node.bytes,
    ...header,
    ...readInfo(children(info), form, deviations),
    ...readMaking(info, fields, form, deviations),
  };
  return { ...seal, deviations: deviations.list };
}

/** Two fields are V1; four are V4 or V5 by the header; five are V5, the fifth its time-stamp. */
function formOf(fieldCount: number, headerVersion: number): SesForm {
  if (fieldCount === 2) return 'V1';
  if (fieldCount === 4 && headerVersion === 4) return 'V4';
  if ((fieldCount === 4 || fieldCount === 5) && headerVersion === 5) return 'V5';
  throw new SesError('ses-version-unknown');
}

function readHeader(node: DerNode | undefined, deviations: Deviations) {
  const [mark, version, vendor] = children(expectTag(node, TAG.sequence));
  if (textField(mark, TAG.ia5String, deviations) !== 'ES') deviations.note('header-unusual');
  return {
    headerVersion: readSmallInteger(version),
    vendorId: textField(vendor, TAG.ia5String, deviations),
  };
}

function readInfo(fields: readonly DerNode[], form: SesForm, deviations: Deviations) {
  const [, sealId, property, picture, extensions, ...unknown] = fields;
  if (unknown.length > 0) deviations.note('fields-unknown');
  return {
    sealId: textField(sealId, TAG.ia5String, deviations),
    ...readProperty(children(expectTag(property, TAG.sequence)), form, deviations),
    picture: readPicture(picture, deviations),
    // Real seals of all versions have them untagged, whatever the text says.
    extensions: extensionsField(extensions, false, deviations),
  };
}

function readProperty(fields: readonly DerNode[], form: SesForm, deviations: Deviations) {
  const [kind, name, ...rest] = fields;
  const listType = form === 'V1' ? 1 : readSmallInteger(rest.shift());
  const [list, createdAt, validFrom, validUntil, ...unknown] = rest;
  if (unknown.length > 0) deviations.note('fields-unknown');
  const timeTag = form === 'V1' ? TAG.utcTime : TAG.generalizedTime;
  return {
    kind: readSmallInteger(kind),
    name: textField(name, TAG.utf8String, deviations),
    admittedSigners: readAdmittedSigners(list, listType, deviations),
    createdAt: timeField(createdAt, timeTag, deviations),
    validFrom: timeField(validFrom, timeTag, deviations),
    validUntil: timeField(validUntil, timeTag, deviations),
  };
}

/** SES_CertList is an untagged CHOICE: only certListType says which it is. */
function readAdmittedSigners(
  node: DerNode | undefined,
  listType: number,
  deviations: Deviations,
): AdmittedSigners {
  const items = listField(node);
  if (listType === 1) {
    return {
      kind: 'certificates',
      certificatesDer: items.map((item) => certificateField(item, deviations)),
    };
  }
  if (listType !== 2) throw new SesError('ses-malformed');
  return {
    kind: 'digests',
    digests: items.map((item) => {
      const [type, value] = children(expectTag(item, TAG.sequence));
      return { type: textField(type, TAG.printableString, deviations), value: readOctetString(value) };
    }),
  };
}

function readPicture(node: DerNode | undefined, deviations: Deviations): SealPicture {
  const [type, data, width, height] = children(expectTag(node, TAG.sequence));
  return {
    type: textField(type, TAG.ia5String, deviations),
    data: readOctetString(data),
    widthMm: readSmallInteger(width),
    heightMm: readSmallInteger(height),
  };
}

/** Who made the seal, and over which bytes: V1 signs certificate and algorithm too, later versions the content alone. */
function readMaking(info: DerNode, fields: readonly DerNode[], form: SesForm, deviations: Deviations) {
  const making = form === 'V1' ? children(expectTag(fields[1], TAG.sequence)) : fields.slice(1);
  const [certificate, algorithm, signature, timeStamp] = making;
  if (timeStamp !== undefined && !isContext(timeStamp, 0)) throw new SesError('ses-malformed');
  const makerCertificateDer = certificateField(certificate, deviations);
  const signatureAlgorithmOid = readObjectIdentifier(algorithm);
  const signedInV1 = [info, certificate, algorithm].map((part) => part?.bytes ?? new Uint8Array());
  return {
    makerCertificateDer,
    signatureAlgorithmOid,
    signature: bitsField(signature, deviations),
    // Only the length in front of the three is written by us; they themselves stay as they are.
    signedDer: form === 'V1' ? sequence(...signedInV1) : info.bytes,
    timeStampDer: timeStamp && bitsField(children(timeStamp)[0], deviations),
  };
}
