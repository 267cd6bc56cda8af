import { createHash } from 'node:crypto';
import type { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import { PdfDict, type PdfObject, PdfStream } from './pdf-objects.ts';
import { decodeStream } from './stream-filters.ts';
import type { ValidationData } from './validation-data.ts';

/** More than a file renewed for a century has. */
const MAX_STREAMS = 2_000;

/** Keys of the arrays in the store (ISO 32000-2 table 261). */
const STORE_KEYS = ['Certs', 'OCSPs', 'CRLs'] as const;
export type StoreKey = (typeof STORE_KEYS)[number];

/** The store of a file before an update: what it holds stays, and is not put in twice. */
export interface StoreBefore {
  readonly store: PdfDict;
  readonly streams: Readonly<Record<StoreKey, readonly PdfObject[]>>;
  /** The streams by `digestOfStream` of their decoded bytes. */
  readonly byDigest: ReadonlyMap<string, PdfObject>;
  /** Entries by signature, `/VRI`. */
  readonly related: PdfDict;
}

export const NO_STORE: StoreBefore = {
  store: new PdfDict(),
  streams: { Certs: [], OCSPs: [], CRLs: [] },
  byDigest: new Map(),
  related: new PdfDict(),
};

/** SHA-256 of the decoded stream, lower-case hex: by it evidence is known again, so that none is kept twice. */
export const digestOfStream = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Everything in the document security store of a file (ISO 32000-2 §12.8.4.3). Anyone may have put it there: it is
 * evidence, to be judged by its own signatures.
 *
 * @throws PdfError when a stream cannot be read, or there are too many
 */
export function readSecurityStore(document: PdfDocument): ValidationData {
  const { streams } = readStoreBefore(document);
  const read = (key: StoreKey): Uint8Array[] => streams[key].map((one) => streamBytes(document, one));
  return { certificatesDer: read('Certs'), ocspResponsesDer: read('OCSPs'), crlsDer: read('CRLs') };
}

/** The store of a file as an update needs to know it. @throws PdfError as `readSecurityStore` */
export function readStoreBefore(document: PdfDocument): StoreBefore {
  const store = document.resolveDict(document.catalog.get('DSS'));
  if (store === undefined) return NO_STORE;
  const read = (key: StoreKey): readonly PdfObject[] => {
    const streams = document.resolveArray(store.get(key)) ?? [];
    if (streams.length > MAX_STREAMS) throw new PdfError('pdf-budget-exceeded');
    return streams;
  };
  const streams = { Certs: read('Certs'), OCSPs: read('OCSPs'), CRLs: read('CRLs') };
  const all = STORE_KEYS.flatMap((key) => streams[key]);
  const byDigest = new Map(all.map((one) => [digestOfStream(streamBytes(document, one)), one]));
  return { store, streams, byDigest, related: document.resolveDict(store.get('VRI')) ?? new PdfDict() };
}

function streamBytes(document: PdfDocument, reference: PdfObject): Uint8Array {
  const stream = document.resolve(reference);
  if (!(stream instanceof PdfStream)) throw new PdfError('pdf-object-damaged');
  return decodeStream(stream, document.budget, document.resolve);
}
