import { usualFilter } from './national-seal-filters.ts';
import { type PageGeometry, placeInUserSpace, uprightMatrix } from './page-geometry.ts';
import { PdfError } from './pdf-error.ts';
import {
  dict,
  name,
  type PdfDict,
  type PdfObject,
  PdfReference,
  PdfReserved,
  PdfStream,
} from './pdf-objects.ts';
import type { RevisionObject } from './revision-writer.ts';
import {
  type CertificationLevel,
  type SealAppearance,
  type SealOptions,
  TIME_STAMP_SUB_FILTER,
} from './seal-options.ts';
import type { SealTarget, TargetForm, TargetPage } from './seal-target.ts';
import { type AddObject, storeEntries } from './security-store-writer.ts';
import { dateString, textString } from './text-string.ts';
import type { ValidationData } from './validation-data.ts';

/** Annotation flags: Print and Locked (ISO 32000-2 table 167). */
const PRINTED_AND_LOCKED = 4 + 128;
/** Signatures exist, and the file may only be changed by appending (table 225). */
const SIG_FLAGS = 3;
/** Wide enough for three offsets in a file below 10 GB. */
const BYTE_RANGE_TEXT = `[0${' '.repeat(33)}]`;

export const CONTENTS = 'contents';
export const BYTE_RANGE = 'byte-range';

/**
 * All objects of the revision that seals a file: signature dictionary, field with its widget, appearance, and those
 * of the file that must now name them.
 *
 * @throws PdfError `pdf-page-missing`
 */
export function sealObjects(target: SealTarget, options: SealOptions): RevisionObject[] {
  const page = target.pageAt(options.visible?.pageIndex ?? 0);
  if (page === undefined) throw new PdfError('pdf-page-missing');
  const objects: RevisionObject[] = [];
  let next = target.base.size;
  const add = (object: PdfObject): PdfReference => {
    objects.push({ number: next, object });
    return new PdfReference(next++);
  };
  const signature = add(signatureDictionary(options));
  const field = add(signatureField(options, page, signature, add));
  objects.push(
    ...withAnnotation(page, field),
    ...withField(target, field, {
      ...(options.certification && { Perms: dict({ DocMDP: signature }) }),
      ...(options.validationData && evidenceEntries(target, options.validationData, add)),
    }),
  );
  return objects;
}

function signatureDictionary(options: SealOptions): PdfDict {
  const { signerName, reason, location, contactInfo, signedAt, certification } = options;
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
    ...(certification && { Reference: [certificationReference(certification)] }),
  });
}

/** Signature reference dictionary with the DocMDP transform (ISO 32000-2 tables 256 and 257). */
function certificationReference(level: CertificationLevel): PdfDict {
  const parameters = dict({ Type: name('TransformParams'), P: level, V: name('1.2') });
  return dict({ Type: name('SigRef'), TransformMethod: name('DocMDP'), TransformParams: parameters });
}

/** Field and widget in one dictionary, as is usual where a field has one widget (§12.5.6.19). */
function signatureField(
  options: SealOptions,
  page: TargetPage,
  signature: PdfReference,
  add: AddObject,
): PdfDict {
  const { visible } = options;
  const rectangle = visible ? placeInUserSpace(visible.place, page.geometry) : [0, 0, 0, 0];
  return dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: textString(options.fieldName),
    F: PRINTED_AND_LOCKED,
    Rect: [...rectangle],
    P: page.reference,
    V: signature,
    ...(visible && { AP: dict({ N: add(appearanceForm(visible.appearance, page.geometry, add)) }) }),
  });
}

function appearanceForm(appearance: SealAppearance, geometry: PageGeometry, add: AddObject): PdfStream {
  const form = dict({
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [...appearance.bboxPt],
    Matrix: [...uprightMatrix(geometry.rotationDeg)],
    Resources: appearance.resources?.(add) ?? dict({}),
    ...(appearance.contentFilter && { Filter: name(appearance.contentFilter) }),
  });
  return new PdfStream(form, appearance.contentStream);
}

function withAnnotation(page: TargetPage, field: PdfReference): RevisionObject[] {
  const annotations = [...page.annotations, field];
  return page.annotationsReference
    ? [replacing(page.annotationsReference, annotations)]
    : [replacing(page.reference, page.dict.with({ Annots: annotations }))];
}

/** The name of an entry by signature needs `/Contents`, so there is none yet: such entries may be left out. */
const evidenceEntries = (target: SealTarget, data: ValidationData, add: AddObject) =>
  storeEntries(target.storeBefore(), data, [], target.extensions, add);

function withField(
  target: SealTarget,
  field: PdfReference,
  ofCatalog: Readonly<Record<string, PdfObject>>,
): RevisionObject[] {
  const form = formWith(target.form, field);
  const entries: Record<string, PdfObject> = {
    ...(!target.form?.reference && { AcroForm: form }),
    ...ofCatalog,
  };
  return [
    ...(target.form?.reference ? [replacing(target.form.reference, form)] : []),
    ...(target.form?.fieldsReference
      ? [replacing(target.form.fieldsReference, [...target.form.fields, field])]
      : []),
    ...(Object.keys(entries).length > 0 ? [replacing(target.base.root, target.catalog.with(entries))] : []),
  ];
}

function formWith(form: TargetForm | undefined, field: PdfReference): PdfDict {
  if (form === undefined) return dict({ Fields: [field], SigFlags: SIG_FLAGS });
  const fields = form.fieldsReference ?? [...form.fields, field];
  return form.dict.with({ Fields: fields, SigFlags: SIG_FLAGS });
}

const replacing = (reference: PdfReference, object: PdfObject): RevisionObject => ({
  number: reference.number,
  generation: reference.generation,
  object,
});
