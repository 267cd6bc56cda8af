import { Budget } from './budget.ts';
import { readFormFields } from './form-fields.ts';
import { readPageGeometry } from './page-geometry.ts';
import { pageAttribute, readPages } from './page-tree.ts';
import { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import { PdfDict, type PdfObject, PdfReference, PdfString } from './pdf-objects.ts';
import type { RevisionBase } from './revision-writer.ts';
import { type SealOptions, TIME_STAMP_SUB_FILTER } from './seal-options.ts';
import type { SealTarget, TargetForm, TargetPage } from './seal-target.ts';
import { readStoreBefore } from './security-store.ts';
import { NO_EXTENSIONS } from './security-store-writer.ts';

/**
 * Reads from a file what a seal touches, and refuses what must not be sealed.
 *
 * @throws PdfError as `prepareSeal`
 */
export function readSealTarget(pdf: Uint8Array, options: SealOptions): SealTarget {
  const document = PdfDocument.open(pdf, options.budget ?? new Budget());
  if (document.isEncrypted) throw new PdfError('pdf-encrypted');
  const form = readForm(document);
  refuseWhatForbidsSealing(document, form, options);
  const pages = readPages(document);
  return {
    base: revisionBaseOf(document),
    catalog: document.catalog,
    form,
    storeBefore: () => readStoreBefore(document),
    extensions: document.resolveDict(document.catalog.get('Extensions')) ?? NO_EXTENSIONS,
    pageAt: (index) => {
      const leaf = pages[index];
      return leaf && { ...annotationsOf(document, leaf.dict), ...geometryOf(document, leaf) };
    },
  };
}

/** What an update of this document needs to know of it. @throws PdfError */
export function revisionBaseOf(document: PdfDocument): RevisionBase {
  const newest = document.sections[0];
  const { trailer } = document;
  const root = trailer.get('Root');
  const info = trailer.get('Info');
  const size = trailer.get('Size');
  const id = document.resolveArray(trailer.get('ID'))?.[0];
  if (newest === undefined || !(root instanceof PdfReference)) throw new PdfError('pdf-catalog-missing');
  let greatest = 0;
  for (const number of document.entries.keys()) greatest = Math.max(greatest, number);
  return {
    crossReference: newest.kind,
    crossReferenceOffset: newest.offset,
    size: Math.max(typeof size === 'number' ? size : 0, greatest + 1),
    root,
    ...(info instanceof PdfReference && { info }),
    ...(id instanceof PdfString && { permanentId: id.bytes }),
  };
}

function readForm(document: PdfDocument): TargetForm | undefined {
  const acroForm = document.catalog.get('AcroForm');
  const dict = document.resolve(acroForm);
  if (!(dict instanceof PdfDict)) return undefined;
  const fields = dict.get('Fields');
  return {
    dict,
    reference: acroForm instanceof PdfReference ? acroForm : undefined,
    fields: document.resolveArray(fields) ?? [],
    fieldsReference: fields instanceof PdfReference ? fields : undefined,
  };
}

function refuseWhatForbidsSealing(
  document: PdfDocument,
  form: TargetForm | undefined,
  options: SealOptions,
): void {
  if (form !== undefined && (document.resolve(form.dict.get('XFA')) ?? null) !== null)
    throw new PdfError('pdf-xfa');
  const isTimeStamp = options.subFilter === TIME_STAMP_SUB_FILTER;
  if (certificationLevelOf(document) === 1 && !isTimeStamp)
    throw new PdfError('pdf-certified-against-changes');
  const fields = readFormFields(document);
  if (fields.some(({ fullName }) => fullName === options.fieldName))
    throw new PdfError('pdf-field-name-taken');
  const isSigned = fields.some(
    ({ type, value }) => type === 'Sig' && (document.resolve(value) ?? null) !== null,
  );
  if (options.certification !== undefined && isSigned) throw new PdfError('pdf-certification-not-first');
}

/** DocMDP `/P` of the document's certification signature; 2 where it names none; undefined when it is not certified. */
export function certificationLevelOf(document: PdfDocument): number | undefined {
  const permissions = document.resolveDict(document.catalog.get('Perms'));
  const signature = document.resolveDict(permissions?.get('DocMDP'));
  if (signature === undefined) return undefined;
  const [reference] = document.resolveArray(signature.get('Reference')) ?? [];
  const parameters = document.resolveDict(document.resolveDict(reference)?.get('TransformParams'));
  const level = document.entry(parameters, 'P');
  return typeof level === 'number' ? level : 2;
}

function annotationsOf(
  document: PdfDocument,
  page: PdfDict,
): Pick<TargetPage, 'annotations' | 'annotationsReference'> {
  const annotations: PdfObject | undefined = page.get('Annots');
  const array = document.resolveArray(annotations);
  return {
    annotations: array ?? [],
    annotationsReference: array && annotations instanceof PdfReference ? annotations : undefined,
  };
}

function geometryOf(
  document: PdfDocument,
  leaf: ReturnType<typeof readPages>[number],
): Pick<TargetPage, 'reference' | 'dict' | 'geometry'> {
  const attribute = (key: string) => {
    const value = pageAttribute(document, leaf, key);
    return Array.isArray(value)
      ? (value as readonly PdfObject[]).map((one) => document.resolve(one) ?? null)
      : value;
  };
  return { reference: leaf.reference, dict: leaf.dict, geometry: readPageGeometry(attribute) };
}
