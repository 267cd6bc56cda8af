import { type FormField, readFormFields } from './form-fields.ts';
import { NATIONAL_SUB_FILTERS } from './national-seal-filters.ts';
import type { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import { nameOf, PdfDict, type PdfObject, PdfReference, PdfString } from './pdf-objects.ts';
import type { FieldLock, PdfSignature, StructureProblem } from './pdf-signature.ts';
import { byteRangeProblems, contentsProblems } from './signature-structure.ts';
import { readTextString } from './text-string.ts';

/** More than any file has; each is judged against the whole document. */
const MAX_SIGNATURES = 200;

/** Read once for a document: judging each of its signatures asks for all of them. */
const readBefore = new WeakMap<PdfDocument, readonly PdfSignature[]>();

/**
 * All signatures of the document as its last revision has them, in the order in which they were put on.
 *
 * @throws PdfError when the form cannot be read; `pdf-budget-exceeded` for more than 200 signatures
 */
export function readSignatures(document: PdfDocument): readonly PdfSignature[] {
  const known = readBefore.get(document);
  if (known !== undefined) return known;
  const signatures = readAll(document);
  readBefore.set(document, signatures);
  return signatures;
}

function readAll(document: PdfDocument): PdfSignature[] {
  const candidates = signatureCandidates(document);
  if (candidates.filter(({ value }) => value !== undefined).length > MAX_SIGNATURES) {
    throw new PdfError('pdf-budget-exceeded');
  }
  const uses = new Map<number, number>();
  for (const { value } of candidates) {
    if (value instanceof PdfReference) uses.set(value.number, (uses.get(value.number) ?? 0) + 1);
  }
  const isShared = ({ value }: Candidate) => value instanceof PdfReference && uses.get(value.number) !== 1;
  return candidates
    .map((field) => readSignature(document, field, isShared(field)))
    .filter((signature) => signature !== undefined)
    .sort((a, b) => a.coveredLength - b.coveredLength);
}

type Candidate = Pick<FormField, 'fullName' | 'reference' | 'value'> & { readonly dict: PdfDict | undefined };

function signatureCandidates(document: PdfDocument): Candidate[] {
  if (!document.isEncrypted) return readFormFields(document).filter(({ type }) => type === 'Sig');
  try {
    return readFormFields(document).filter(({ type }) => type === 'Sig');
  } catch (cause) {
    if (cause instanceof PdfError && cause.code === 'pdf-encrypted') return unencryptedSignatures(document);
    throw cause;
  }
}

/**
 * In an encrypted file the form may lie in an encrypted object stream, but a signature dictionary never does
 * (ISO 32000-2 §7.6.2: `/Contents` stays in clear), so the objects of the file's body are gone through.
 */
function unencryptedSignatures(document: PdfDocument): Candidate[] {
  const found: Candidate[] = [];
  for (const [number, entry] of document.entries) {
    if (entry.kind !== 'offset') continue;
    const object = document.load(number, entry.generation);
    if (
      object instanceof PdfDict &&
      object.get('ByteRange') !== undefined &&
      object.get('Contents') !== undefined
    ) {
      const value = new PdfReference(number, entry.generation);
      found.push({ fullName: '', reference: undefined, value, dict: undefined });
    }
  }
  return found;
}

function readSignature(document: PdfDocument, field: Candidate, isShared: boolean): PdfSignature | undefined {
  const dict = document.resolve(field.value);
  if (!(dict instanceof PdfDict)) return undefined;
  const contents = document.entry(dict, 'Contents');
  const byteRange = (document.resolveArray(dict.get('ByteRange')) ?? []).map((part) =>
    typeof part === 'number' ? part : -1,
  );
  const placed = contents instanceof PdfString ? contents : new PdfString(new Uint8Array());
  const coveredLength = (byteRange.at(-2) ?? 0) + (byteRange.at(-1) ?? 0);
  return {
    fieldName: field.fullName,
    fieldReference: field.reference,
    reference: field.value instanceof PdfReference ? field.value : undefined,
    kind: isTimeStamp(document, dict) ? 'document-time-stamp' : 'signature',
    subFilter: nameOf(document.entry(dict, 'SubFilter')),
    byteRange,
    contentsStart: placed.start,
    contentsEnd: placed.end,
    contents: placed.bytes,
    coveredLength,
    coversWholeFile: coveredLength === document.bytes.length,
    signerName: textIn(document, dict, 'Name'),
    reason: textIn(document, dict, 'Reason'),
    location: textIn(document, dict, 'Location'),
    signingTimeText: textIn(document, dict, 'M'),
    ...transformsOf(document, dict),
    structureProblems: [
      ...byteRangeProblems(byteRange, document.bytes.length),
      ...contentsProblems(document.bytes, byteRange, placed),
      ...dictionaryProblems(document, dict, field),
      ...(isShared ? ['signature-shared-by-fields' as const] : []),
    ],
  };
}

function dictionaryProblems(document: PdfDocument, dict: PdfDict, field: Candidate): StructureProblem[] {
  const subFilter = nameOf(document.entry(dict, 'SubFilter')) ?? '';
  const isAmbiguous = dict.hasDuplicateKeys || field.dict?.hasDuplicateKeys;
  return [
    ...(SUB_FILTERS.has(subFilter) ? [] : ['sub-filter-unknown' as const]),
    ...(isAmbiguous ? ['signature-dictionary-ambiguous' as const] : []),
  ];
}

/** ISO 32000-2 table 260. `adbe.pkcs7.sha1` and `adbe.x509.rsa_sha1` are deprecated and not judged. */
const SUB_FILTERS = new Set<string>([
  'adbe.pkcs7.detached',
  'ETSI.CAdES.detached',
  'ETSI.RFC3161',
  ...NATIONAL_SUB_FILTERS,
]);

const isTimeStamp = (document: PdfDocument, dict: PdfDict): boolean =>
  nameOf(document.entry(dict, 'Type')) === 'DocTimeStamp' ||
  nameOf(document.entry(dict, 'SubFilter')) === 'ETSI.RFC3161';

function textIn(document: PdfDocument, dict: PdfDict, key: string): string | undefined {
  const value = document.entry(dict, key);
  return value instanceof PdfString ? readTextString(value) : undefined;
}

/** DocMDP and FieldMDP of the signature's own `/Reference` (ISO 32000-2 §12.8.2). */
function transformsOf(
  document: PdfDocument,
  dict: PdfDict,
): Pick<PdfSignature, 'certificationLevel' | 'fieldLocks'> {
  let certificationLevel: number | undefined;
  const fieldLocks: FieldLock[] = [];
  for (const reference of document.resolveArray(dict.get('Reference')) ?? []) {
    const entries = document.resolveDict(reference);
    const parameters = document.resolveDict(entries?.get('TransformParams'));
    const method = nameOf(document.entry(entries, 'TransformMethod'));
    if (method === 'DocMDP') {
      const level = document.entry(parameters, 'P');
      certificationLevel = typeof level === 'number' ? level : 2;
    }
    if (method === 'FieldMDP') fieldLocks.push(fieldLockOf(document, parameters));
  }
  return { certificationLevel, fieldLocks };
}

/** A lock that cannot be read locks everything. */
function fieldLockOf(document: PdfDocument, parameters: PdfDict | undefined): FieldLock {
  const action = nameOf(document.entry(parameters, 'Action'));
  const names = (document.resolveArray(parameters?.get('Fields')) ?? []).map((one: PdfObject) =>
    document.resolve(one),
  );
  return {
    action: action === 'Include' || action === 'Exclude' ? action : 'All',
    fieldNames: names.flatMap((one) => (one instanceof PdfString ? [readTextString(one)] : [])),
  };
}
