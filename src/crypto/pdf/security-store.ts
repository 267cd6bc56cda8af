import { createHash } from 'node:crypto';
import { Budget } from './budget.ts';
import { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import { dict, name, PdfDict, type PdfObject, PdfReference, PdfStream } from './pdf-objects.ts';
import { type RevisionObject, writeRevision } from './revision-writer.ts';
import { revisionBaseOf } from './seal-target-reader.ts';
import { readSignatures } from './signature-reader.ts';
import { decodeStream } from './stream-filters.ts';

/** Evidence to judge signatures with for years, all DER. */
export interface ValidationData {
  readonly certificatesDer: readonly Uint8Array[];
  /** Whole OCSPResponses (RFC 6960). */
  readonly ocspResponsesDer: readonly Uint8Array[];
  readonly crlsDer: readonly Uint8Array[];
}

export const NO_VALIDATION_DATA: ValidationData = { certificatesDer: [], ocspResponsesDer: [], crlsDer: [] };

/** Keys of the store and, in the singular, of the entries by signature (ISO 32000-2 tables 261 and 262). */
const KINDS = [
  { kind: 'certificatesDer', storeKey: 'Certs', relatedKey: 'Cert' },
  { kind: 'ocspResponsesDer', storeKey: 'OCSPs', relatedKey: 'OCSP' },
  { kind: 'crlsDer', storeKey: 'CRLs', relatedKey: 'CRL' },
] as const;

/** More than a file renewed for a century has. */
const MAX_STREAMS = 2_000;

/**
 * Everything in the document security store of a file (ISO 32000-2 §12.8.4.3). Anyone may have put it there: it is
 * evidence, to be judged by its own signatures.
 *
 * @throws PdfError when a stream cannot be read, or there are too many
 */
export function readSecurityStore(document: PdfDocument): ValidationData {
  const store = document.resolveDict(document.catalog.get('DSS'));
  const read = (key: string): Uint8Array[] => {
    const streams = document.resolveArray(store?.get(key)) ?? [];
    if (streams.length > MAX_STREAMS) throw new PdfError('pdf-budget-exceeded');
    return streams.map((reference) => streamBytes(document, reference));
  };
  return { certificatesDer: read('Certs'), ocspResponsesDer: read('OCSPs'), crlsDer: read('CRLs') };
}

function streamBytes(document: PdfDocument, reference: PdfObject): Uint8Array {
  const stream = document.resolve(reference);
  if (!(stream instanceof PdfStream)) throw new PdfError('pdf-object-damaged');
  return decodeStream(stream, document.budget, document.resolve);
}

/**
 * Appends a revision that puts validation data into the document security store, with an entry by signature for every
 * signature and time-stamp now in the file. What the store has already stays and is not put in twice. Allowed under
 * every certification level (ISO 32000-2 §12.8.2.2), so that a finished file can be kept valid.
 *
 * @throws PdfError `pdf-encrypted`, or when the file cannot be read
 */
export function appendValidationData(
  pdf: Uint8Array,
  data: ValidationData,
  budget = new Budget(),
): Uint8Array {
  const document = PdfDocument.open(pdf, budget);
  if (document.isEncrypted) throw new PdfError('pdf-encrypted');
  const base = revisionBaseOf(document);
  const writer = new StoreWriter(document, base.size);
  const store = writer.storeWith(data);
  const catalog = document.catalog.with({ DSS: store, ...writer.extensions() });
  const objects = [
    ...writer.objects,
    { number: base.root.number, generation: base.root.generation, object: catalog },
  ];
  const bytes = writer.objects.reduce((sum, { object }) => sum + sizeOf(object), 8_192);
  return Buffer.concat([pdf, writeRevision(base, pdf.length, objects, bytes).bytes]);
}

const sizeOf = (object: PdfObject): number =>
  object instanceof PdfStream ? object.rawBytes.length + 100 : 500;

/** Collects the objects of one revision of the store. */
class StoreWriter {
  readonly objects: RevisionObject[] = [];
  private readonly before: PdfDict;
  private readonly known = new Map<string, PdfObject>();

  constructor(
    private readonly document: PdfDocument,
    private next: number,
  ) {
    this.before = document.resolveDict(document.catalog.get('DSS')) ?? new PdfDict();
  }

  storeWith(data: ValidationData): PdfReference {
    const store: Record<string, PdfObject> = { Type: name('DSS') };
    const related: Record<string, PdfObject> = {};
    for (const { kind, storeKey, relatedKey } of KINDS) {
      const present = this.document.resolveArray(this.before.get(storeKey)) ?? [];
      for (const one of present) this.known.set(digestOf(streamBytes(this.document, one)), one);
      const added = data[kind].filter((der) => !this.known.has(digestOf(der)));
      const all = [...present, ...distinct(added).map((der) => this.addStream(der))];
      if (all.length > 0) store[storeKey] = all;
      const own = distinct(data[kind]).map((der) => this.known.get(digestOf(der)) as PdfObject);
      if (own.length > 0) related[relatedKey] = own;
    }
    return this.add(this.before.with({ ...store, VRI: this.relatedEntries(related) }));
  }

  /** The name of an entry is the SHA-1 of `/Contents` as it stands, padding included, in capitals. */
  private relatedEntries(related: Readonly<Record<string, PdfObject>>): PdfDict {
    const before = this.document.resolveDict(this.before.get('VRI')) ?? new PdfDict();
    const entries: Record<string, PdfObject> = {};
    for (const { contents } of readSignatures(this.document)) {
      const key = createHash('sha1').update(contents).digest('hex').toUpperCase();
      if (before.get(key) === undefined) entries[key] = this.add(dict(related));
    }
    return before.with(entries);
  }

  /** The extension of ETSI TS 102 778-4 that brought the store, for readers of PDF 1.7. */
  extensions(): Record<string, PdfObject> {
    const present = this.document.resolveDict(this.document.catalog.get('Extensions')) ?? new PdfDict();
    if (present.get('ESIC') !== undefined) return {};
    const level = dict({ BaseVersion: name('1.7'), ExtensionLevel: 1 });
    return { Extensions: present.with({ ESIC: level }) };
  }

  private addStream(der: Uint8Array): PdfReference {
    const reference = this.add(new PdfStream(dict({}), der));
    this.known.set(digestOf(der), reference);
    return reference;
  }

  private add(object: PdfObject): PdfReference {
    this.objects.push({ number: this.next, object });
    return new PdfReference(this.next++);
  }
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const distinct = (ders: readonly Uint8Array[]): Uint8Array[] => [
  ...new Map(ders.map((der) => [digestOf(der), der])).values(),
];
