import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import {
  readBitString,
  readBoolean,
  readObjectIdentifier,
  readOctetString,
  readText,
  readTime,
} from '../der/der-values.ts';
import { TAG, tlv } from '../der/der-writer.ts';
import type { ObjectIdentifier } from '../der/object-identifier.ts';
import type { Deviations } from './ses-deviations.ts';
import { SesError } from './ses-error.ts';

/** ExtData of GB/T 38540 §6: bytes of `extnValue` as they are. */
export interface SesExtension {
  readonly oid: ObjectIdentifier;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** More certificates or extensions than any seal has; each costs a parse. */
const MAX_PARTS = 1000;

/** The elements of a SEQUENCE OF. @throws DerError; SesError `ses-malformed` when there are more than any seal has */
export function listField(node: DerNode | undefined): DerNode[] {
  const parts = children(expectTag(node, TAG.sequence));
  if (parts.length > MAX_PARTS) throw new SesError('ses-malformed');
  return parts;
}

/** A text, in the string type that the standard names or in another. @throws DerError */
export function textField(node: DerNode | undefined, tag: number, deviations: Deviations): string {
  if (node === undefined) throw new SesError('ses-malformed');
  if (node.tag !== tag) deviations.note('text-of-other-type');
  return readText(node);
}

/** A BIT STRING of whole bytes; some makers write an OCTET STRING. @throws DerError */
export function bitsField(node: DerNode | undefined, deviations: Deviations): Uint8Array {
  if (node?.tag === TAG.octetString) {
    deviations.note('octet-string-for-bit-string');
    return node.content;
  }
  const { bytes, unusedBits } = readBitString(node);
  if (unusedBits > 0) deviations.note('unused-bits');
  return bytes;
}

/** A certificate in an OCTET STRING, or bare. @throws DerError */
export function certificateField(node: DerNode | undefined, deviations: Deviations): Uint8Array {
  if (node?.tag !== TAG.sequence) return readOctetString(node);
  deviations.note('certificate-not-wrapped');
  return node.bytes;
}

/** UTCTime or GeneralizedTime, whichever of the two stands there, or a text inside a string. @throws DerError, SesError */
export function timeField(node: DerNode | undefined, tag: number, deviations: Deviations): Date {
  if (node === undefined) throw new SesError('ses-malformed');
  const isTime = node.tag === TAG.utcTime || node.tag === TAG.generalizedTime;
  if (node.tag !== tag) deviations.note(isTime ? 'time-of-other-type' : 'time-as-text');
  return timeFromText(Buffer.from(node.content).toString('latin1'), deviations);
}

const DIGITS = /^(?:\d{12}|\d{14}(?:\.\d{1,9})?)(Z|[+-]\d{4})?$/;
const ISO_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/;
const BEIJING = '+08:00';

/**
 * An instant from digits or from text; a leading byte of unused bits is passed over. Without zone it is Beijing time.
 *
 * @throws SesError `ses-malformed`
 */
export function timeFromText(written: string, deviations: Deviations): Date {
  const text = written.replace(/^\0/, '').trim();
  const digits = DIGITS.exec(text);
  if (digits) {
    if (digits[1] === undefined) deviations.note('time-without-zone');
    const zoned = digits[1] === undefined ? `${text}${BEIJING.replace(':', '')}` : text;
    const tag = /^\d{12}(?!\d)/.test(text) ? TAG.utcTime : TAG.generalizedTime;
    return readTime(readDer(tlv(tag, Buffer.from(zoned, 'latin1'))));
  }
  const [match, date, time, zone] = ISO_TIME.exec(text) ?? [];
  if (match === undefined) throw new SesError('ses-malformed');
  deviations.note('time-as-text');
  if (zone === undefined) deviations.note('time-without-zone');
  const instant = new Date(`${date}T${time}${zone ?? BEIJING}`);
  if (Number.isNaN(instant.getTime())) throw new SesError('ses-malformed');
  return instant;
}

/**
 * ExtensionDatas, under `[0]` or bare; nothing where there are none.
 *
 * @param tagged whether the standard puts them under `[0]` at this place
 * @throws DerError
 */
export function extensionsField(
  node: DerNode | undefined,
  tagged: boolean,
  deviations: Deviations,
): SesExtension[] {
  if (node === undefined) return [];
  const isTagged = isContext(node, 0);
  if (isTagged !== tagged) deviations.note('extensions-tagged-otherwise');
  const list = isTagged ? children(node)[0] : node;
  return listField(list).map((extension) => {
    const [oid, ...rest] = children(expectTag(extension, TAG.sequence));
    const flag = rest[0]?.tag === TAG.boolean ? rest.shift() : undefined;
    const critical = flag !== undefined && readBoolean(flag);
    if (flag && !critical) deviations.note('default-written');
    return { oid: readObjectIdentifier(oid), critical, value: readOctetString(rest[0]) };
  });
}
