import { dict, name, PdfDict, type PdfObject, type PdfReference, PdfStream } from './pdf-objects.ts';
import { digestOfStream, type StoreBefore } from './security-store.ts';
import type { ValidationData } from './validation-data.ts';

/** Keys of the store and, in the singular, of the entries by signature (ISO 32000-2 tables 261 and 262). */
const KINDS = [
  { kind: 'certificatesDer', storeKey: 'Certs', relatedKey: 'Cert' },
  { kind: 'ocspResponsesDer', storeKey: 'OCSPs', relatedKey: 'OCSP' },
  { kind: 'crlsDer', storeKey: 'CRLs', relatedKey: 'CRL' },
] as const;

/** Puts an object into the revision that is being written. */
export type AddObject = (object: PdfObject) => PdfReference;

/**
 * The entries that a catalog gets when validation data goes into the document security store. One stream for the same
 * bytes, however often they are given or named.
 *
 * @param signatureNames for each signature whose data this is, SHA-1 of `/Contents` as it stands, padding included, in
 *   capitals (table 262); none where the signature is yet to be made
 * @param extensions of the catalog, resolved
 */
export function storeEntries(
  before: StoreBefore,
  data: ValidationData,
  signatureNames: readonly string[],
  extensions: PdfDict,
  add: AddObject,
): Record<string, PdfObject> {
  const known = new Map(before.byDigest);
  const store: Record<string, PdfObject> = { Type: name('DSS') };
  const related: Record<string, PdfObject> = {};
  for (const { kind, storeKey, relatedKey } of KINDS) {
    const { added, all } = placed(data[kind], known, add);
    const present = [...before.streams[storeKey], ...added];
    if (present.length > 0) store[storeKey] = present;
    if (all.length > 0) related[relatedKey] = all;
  }
  const named = signatureNames.filter((one) => before.related.get(one) === undefined);
  if (named.length > 0)
    store['VRI'] = before.related.with(Object.fromEntries(named.map((one) => [one, add(dict(related))])));
  return { DSS: add(before.store.with(store)), ...withStoreExtension(extensions) };
}

function placed(
  ders: readonly Uint8Array[],
  known: Map<string, PdfObject>,
  add: AddObject,
): { added: PdfObject[]; all: PdfObject[] } {
  const added: PdfObject[] = [];
  const all = new Map<string, PdfObject>();
  for (const der of ders) {
    const digest = digestOfStream(der);
    let stream = known.get(digest);
    if (stream === undefined) {
      stream = add(new PdfStream(dict({}), der));
      known.set(digest, stream);
      added.push(stream);
    }
    all.set(digest, stream);
  }
  return { added, all: [...all.values()] };
}

/** The extension of ETSI TS 102 778-4 that brought the store, for readers of PDF 1.7. */
function withStoreExtension(present: PdfDict): Record<string, PdfObject> {
  if (present.get('ESIC') !== undefined) return {};
  const level = dict({ BaseVersion: name('1.7'), ExtensionLevel: 1 });
  return { Extensions: present.with({ ESIC: level }) };
}

/** Room that the data takes in a revision, generously. */
export const storeCapacityBytes = (data: ValidationData): number =>
  KINDS.reduce((sum, { kind }) => data[kind].reduce((bytes, der) => bytes + der.length + 200, sum), 2_048);

/** Of a catalog that names none. */
export const NO_EXTENSIONS = new PdfDict();
