import {
  nameOf,
  PdfDict,
  PdfName,
  type PdfObject,
  PdfReference,
  PdfStream,
  PdfString,
} from './pdf-objects.ts';
import type { RevisionPair } from './revision-pair.ts';

/** What an entry of the store holds; `related` stands for the dictionaries by signature in `/VRI`. */
type Shape = 'streams' | 'stream' | 'time' | 'related' | 'type';
type Store = Readonly<Record<string, Shape>>;

/** Document security store (ISO 32000-2 table 261). */
const STORE: Store = { Type: 'type', VRI: 'related', Certs: 'streams', OCSPs: 'streams', CRLs: 'streams' };
/** Validation-related information of one signature (table 262). */
const RELATED: Store = {
  Type: 'type',
  Cert: 'streams',
  OCSP: 'streams',
  CRL: 'streams',
  TU: 'time',
  TS: 'stream',
};

/**
 * Certificates, OCSP responses and CRLs may be added to the document security store, none taken away or exchanged,
 * and nothing else may come in under its name.
 */
export function compareValidationData(
  pair: RevisionPair,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
): void {
  if (pair.structure.same(before, after)) return;
  const isPermitted = growsOnly(pair, before, after, STORE);
  pair.report({ code: isPermitted ? 'validation-data-added' : 'validation-data-altered', isPermitted });
}

function growsOnly(
  pair: RevisionPair,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
  store: Store,
): boolean {
  const old = pair.before.resolve(before) ?? new PdfDict();
  const now = pair.after.resolve(after);
  if (!(old instanceof PdfDict) || !(now instanceof PdfDict)) return false;
  const keepsKeys = [...old.entries.keys()].every((key) => now.entries.has(key));
  return (
    keepsKeys &&
    [...now.entries].every(([key, value]) => entryGrowsOnly(pair, old.get(key), value, store[key]))
  );
}

function entryGrowsOnly(
  pair: RevisionPair,
  before: PdfObject | undefined,
  after: PdfObject,
  shape: Shape | undefined,
): boolean {
  const now = pair.after.resolve(after);
  switch (shape) {
    case 'streams':
      return streamsGrowOnly(pair, pair.before.resolveArray(before) ?? [], now);
    case 'related':
      return relatedGrowsOnly(pair, pair.before.resolve(before) ?? new PdfDict(), now);
    case 'stream':
      // Some writers put the time-stamp into a string.
      return isData(now) && (before === undefined || pair.structure.same(before, after));
    case 'time':
      return now instanceof PdfString;
    case 'type':
      return now instanceof PdfName && (nameOf(now) === 'DSS' || nameOf(now) === 'VRI');
    case undefined:
      return false;
  }
}

function streamsGrowOnly(
  pair: RevisionPair,
  before: readonly PdfObject[],
  now: PdfObject | undefined,
): boolean {
  if (!Array.isArray(now)) return false;
  const after = now as readonly PdfObject[];
  const kept = new Set(after.flatMap((one) => (one instanceof PdfReference ? [one.number] : [])));
  const isKept = (one: PdfObject) =>
    one instanceof PdfReference && kept.has(one.number)
      ? pair.structure.same(one, one)
      : after.some((other) => pair.structure.same(one, other));
  return before.every(isKept) && after.every((one) => pair.after.resolve(one) instanceof PdfStream);
}

function relatedGrowsOnly(pair: RevisionPair, before: PdfObject, now: PdfObject | undefined): boolean {
  if (!(before instanceof PdfDict) || !(now instanceof PdfDict)) return false;
  const keepsKeys = [...before.entries.keys()].every((key) => now.entries.has(key));
  return (
    keepsKeys && [...now.entries].every(([key, value]) => growsOnly(pair, before.get(key), value, RELATED))
  );
}

const isData = (object: PdfObject | undefined): boolean =>
  object instanceof PdfStream || object instanceof PdfString;
