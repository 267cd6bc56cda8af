import { certificationLevelOf } from './certification-level.ts';
import { isLockedBy } from './change-permissions.ts';
import { readFormFields } from './form-fields.ts';
import { type PageGeometry, readPageGeometry } from './page-geometry.ts';
import { type PageLeaf, pageAttribute, readPages } from './page-tree.ts';
import type { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import { PdfDict, type PdfObject, PdfReference, PdfString } from './pdf-objects.ts';
import type { RevisionBase } from './revision-writer.ts';
import { type SealOptions, stampCount, TIME_STAMP_SUB_FILTER } from './seal-options.ts';
import type { SealTarget, TargetField, TargetForm, TargetPage } from './seal-target.ts';
import { readStoreBefore } from './security-store.ts';
import { NO_EXTENSIONS } from './security-store-writer.ts';
import { meetsSeedValues } from './seed-values.ts';
import { findSignatureField } from './signature-field.ts';
import { readSignatures } from './signature-reader.ts';

/**
 * Reads from a file what a seal touches, and refuses what must not be sealed.
 *
 * @throws PdfError as `prepareSeal`
 */
export function readSealTarget(document: PdfDocument, options: SealOptions): SealTarget {
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
    ...(options.existingField && { field: fieldToSign(document, pages, options) }),
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

/** @throws PdfError with the reason why the file takes no seal, or not this one */
function refuseWhatForbidsSealing(
  document: PdfDocument,
  form: TargetForm | undefined,
  options: SealOptions,
): void {
  if (form !== undefined && (document.resolve(form.dict.get('XFA')) ?? null) !== null)
    throw new PdfError('pdf-xfa');
  if (!options.existingField) refuseTakenName(document, options);
  if (options.subFilter === TIME_STAMP_SUB_FILTER) return;
  const level = certificationLevelOf(document);
  if (level === 1) throw new PdfError('pdf-certified-against-changes');
  if (level === 2 && stampCount(options) > 0) throw new PdfError('pdf-certified-against-annotations');
  const signatures = readSignatures(document);
  if (options.certification !== undefined && signatures.length > 0)
    throw new PdfError('pdf-certification-not-first');
  if (signatures.some((signature) => isLockedBy(signature, options.fieldName)))
    throw new PdfError('pdf-field-locked');
}

function refuseTakenName(document: PdfDocument, { fieldName }: SealOptions): void {
  if (readFormFields(document).some(({ fullName }) => fullName === fieldName))
    throw new PdfError('pdf-field-name-taken');
}

/** @throws PdfError `pdf-field-missing | pdf-field-not-signature | pdf-field-signed | pdf-field-demands` */
function fieldToSign(
  document: PdfDocument,
  pages: readonly PageLeaf[],
  { fieldName, subFilter }: SealOptions,
): TargetField {
  const field = findSignatureField(document, pages, fieldName);
  if (typeof field === 'string') throw new PdfError(`pdf-${field}`);
  if (!meetsSeedValues(document, field.dict, subFilter)) throw new PdfError('pdf-field-demands');
  const generationOf = (objectNumber: number) => {
    const entry = document.entries.get(objectNumber);
    return entry?.kind === 'offset' ? entry.generation : 0;
  };
  return { ...field, generationOf };
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
  leaf: PageLeaf,
): Pick<TargetPage, 'reference' | 'dict' | 'geometry'> {
  return { reference: leaf.reference, dict: leaf.dict, geometry: geometryOfPage(document, leaf) };
}

/** Geometry of a page, inherited entries included. @throws PdfError */
export function geometryOfPage(document: PdfDocument, leaf: PageLeaf): PageGeometry {
  return readPageGeometry((key) => {
    const value = pageAttribute(document, leaf, key);
    return Array.isArray(value)
      ? (value as readonly PdfObject[]).map((one) => document.resolve(one) ?? null)
      : value;
  });
}
