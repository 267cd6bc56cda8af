import { usualFilter } from './national-seal-filters.ts';
import { dict, name, PdfDict, type PdfObject, type PdfReference, PdfReserved } from './pdf-objects.ts';
import type { FieldLock } from './pdf-signature.ts';
import { type CertificationLevel, type SealOptions, TIME_STAMP_SUB_FILTER } from './seal-options.ts';
import { dateString, textString } from './text-string.ts';

/** Wide enough for three offsets in a file below 10 GB. */
const BYTE_RANGE_TEXT = `[0${' '.repeat(33)}]`;

export const CONTENTS = 'contents';
export const BYTE_RANGE = 'byte-range';

/**
 * The signature dictionary (ISO 32000-2 table 255) with room for what comes last.
 *
 * @param root of the catalog, which the transform of a lock must name
 * @param lock `/Lock` of the field that is signed; what the options lock comes first
 */
export function signatureDictionary(options: SealOptions, root: PdfReference, lock?: PdfDict): PdfDict {
  const { signerName, reason, location, contactInfo, signedAt } = options;
  const references = transformReferences(options, root, lock);
  return dict({
    Type: name(options.subFilter === TIME_STAMP_SUB_FILTER ? 'DocTimeStamp' : 'Sig'),
    Filter: name(options.filter ?? usualFilter(options.subFilter)),
    SubFilter: name(options.subFilter),
    ByteRange: new PdfReserved(BYTE_RANGE, BYTE_RANGE_TEXT),
    Contents: new PdfReserved(CONTENTS, `<${'0'.repeat(options.reservedCmsBytes * 2)}>`),
    ...(signedAt && { M: dateString(signedAt) }),
    ...(signerName && { Name: textString(signerName) }),
    ...(reason && { Reason: textString(reason) }),
    ...(location && { Location: textString(location) }),
    ...(contactInfo && { ContactInfo: textString(contactInfo) }),
    ...(references.length > 0 && { Reference: references }),
  });
}

function transformReferences(
  { certification, fieldLock }: SealOptions,
  root: PdfReference,
  lock: PdfDict | undefined,
): PdfDict[] {
  const locked = fieldLock ? lockEntries(fieldLock) : lock?.entries;
  return [
    ...(certification ? [certificationReference(certification)] : []),
    ...(locked ? [lockReference(locked, root)] : []),
  ];
}

/** DocMDP (tables 256 and 257). */
function certificationReference(level: CertificationLevel): PdfDict {
  const parameters = dict({ Type: name('TransformParams'), P: level, V: name('1.2') });
  return dict({ Type: name('SigRef'), TransformMethod: name('DocMDP'), TransformParams: parameters });
}

/** FieldMDP (table 259); its object of analysis is the catalog (table 256, `/Data`). */
function lockReference(locked: ReadonlyMap<string, PdfObject>, root: PdfReference): PdfDict {
  const kept = [...locked].filter(([key]) => key === 'Action' || key === 'Fields');
  const parameters = dict({ Type: name('TransformParams'), ...Object.fromEntries(kept), V: name('1.2') });
  return dict({
    Type: name('SigRef'),
    TransformMethod: name('FieldMDP'),
    TransformParams: parameters,
    Data: root,
  });
}

function lockEntries({ action, fieldNames }: FieldLock): ReadonlyMap<string, PdfObject> {
  const { entries } = dict({ Action: name(action), Fields: fieldNames.map(textString) });
  return action === 'All' ? new Map([...entries].slice(0, 1)) : entries;
}
