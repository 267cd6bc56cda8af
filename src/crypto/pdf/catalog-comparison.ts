import type { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import { nameOf, PdfDict, type PdfObject, PdfReference, PdfStream } from './pdf-objects.ts';
import type { RevisionPair } from './revision-pair.ts';
import { decodeStream } from './stream-filters.ts';
import { compareValidationData } from './validation-data-comparison.ts';

/** Entries of the trailer that every revision writes anew. */
const OF_EACH_REVISION = new Set([
  ...['Size', 'Prev', 'XRefStm', 'ID', 'Root', 'Info'],
  // Authentication code over the revision (ISO/TS 32004), written anew by each.
  'AuthCode',
  // Entries of the stream that holds a cross-reference section.
  ...['Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length'],
]);

/** Compares the trailers: other roots, other encryption, or anything that has been hung on. @throws PdfError */
export function compareTrailers(pair: RevisionPair): void {
  const [before, after] = [pair.before.trailer, pair.after.trailer];
  const [rootBefore, rootAfter] = [before.get('Root'), after.get('Root')];
  const sameRoot =
    rootBefore instanceof PdfReference &&
    rootAfter instanceof PdfReference &&
    rootBefore.number === rootAfter.number;
  if (!sameRoot) pair.report({ code: 'catalog-altered', isPermitted: false });
  const keys = [...new Set([...before.entries.keys(), ...after.entries.keys()])];
  const isSame = (key: string) =>
    OF_EACH_REVISION.has(key) || pair.structure.same(before.get(key), after.get(key));
  if (!keys.every(isSame) || !pair.structure.same(permanentId(pair.before), permanentId(pair.after))) {
    pair.report({ code: 'trailer-altered', isPermitted: false });
  }
  if (!pair.structure.same(before.get('Info'), after.get('Info'))) {
    pair.report({ code: 'metadata-altered', isPermitted: isPlainDict(pair, after.get('Info')) });
  }
}

const permanentId = (document: RevisionPair['before']): PdfObject | undefined =>
  document.resolveArray(document.trailer.get('ID'))?.[0];

/** Entries of the catalog with rules of their own; all others must stay as they were. */
const RULES: Readonly<
  Record<string, (pair: RevisionPair, before: PdfObject | undefined, after: PdfObject | undefined) => void>
> = {
  Pages: comparePageRoot,
  // Judged field by field.
  AcroForm: () => undefined,
  DSS: compareValidationData,
  Extensions: compareExtensions,
  Metadata: compareMetadata,
  StructTreeRoot: compareStructureTrees,
  Version: compareVersion,
};

/** Compares the document catalogs entry by entry. @throws PdfError */
export function compareCatalogs(pair: RevisionPair): void {
  const [before, after] = [pair.before.catalog, pair.after.catalog];
  for (const key of new Set([...before.entries.keys(), ...after.entries.keys()])) {
    const rule = RULES[key];
    if (rule) rule(pair, before.get(key), after.get(key));
    else if (!pair.structure.same(before.get(key), after.get(key))) {
      pair.report({ code: 'catalog-altered', isPermitted: false });
    }
  }
}

function comparePageRoot(
  pair: RevisionPair,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
): void {
  if (!pair.structure.same(before, after)) pair.report({ code: 'page-tree-altered', isPermitted: false });
}

/** The structure tree stays; one that contains itself cannot be read through by anyone, so nothing is said of it. */
function compareStructureTrees(
  pair: RevisionPair,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
): void {
  if (!pair.structure.same(before, after)) pair.report({ code: 'catalog-altered', isPermitted: false });
  const isTree = isAcyclic(pair.after, pair.after.resolveDict(after)?.get('K'), new Set(), 0);
  if (!isTree) pair.report({ code: 'content-unread', isPermitted: false });
}

function isAcyclic(
  document: PdfDocument,
  node: PdfObject | undefined,
  above: ReadonlySet<number>,
  depth: number,
): boolean {
  document.budget.checkDepth(depth);
  document.budget.countSteps();
  if (node instanceof PdfReference && above.has(node.number)) return false;
  const path = node instanceof PdfReference ? new Set([...above, node.number]) : above;
  const found = document.resolve(node);
  if (Array.isArray(found)) {
    return (found as readonly PdfObject[]).every((kid) => isAcyclic(document, kid, path, depth + 1));
  }
  return !(found instanceof PdfDict) || isAcyclic(document, found.get('K') ?? null, path, depth + 1);
}

function compareVersion(
  pair: RevisionPair,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
): void {
  const version = nameOf(pair.after.resolve(after));
  const isPermitted = version !== undefined && /^[12]\.\d$/.test(version);
  if (!pair.structure.same(before, after)) pair.report({ code: 'version-altered', isPermitted });
}

/** Developer extensions name versions only (ISO 32000-2 §7.12): dictionaries of names, numbers and texts. */
function compareExtensions(
  pair: RevisionPair,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
): void {
  if (pair.structure.same(before, after)) return;
  pair.report({ code: 'extensions-altered', isPermitted: isPlainDict(pair, after) });
}

/** A dictionary of atoms, and of arrays and dictionaries of atoms. */
function isPlainDict(pair: RevisionPair, object: PdfObject | undefined, depth = 0): boolean {
  const found = pair.after.resolve(object);
  if (!(found instanceof PdfDict) || depth > 3) return false;
  return [...found.entries.values()].every((value) => {
    const entry = pair.after.resolve(value);
    if (entry instanceof PdfDict) return isPlainDict(pair, entry, depth + 1);
    if (Array.isArray(entry))
      return (entry as readonly PdfObject[]).every((one) => isAtomOrPlain(pair, one, depth));
    return isAtom(entry);
  });
}

function isAtomOrPlain(pair: RevisionPair, object: PdfObject, depth: number): boolean {
  const found = pair.after.resolve(object);
  return isAtom(found) || isPlainDict(pair, found, depth + 1);
}

const isAtom = (object: PdfObject | undefined): boolean =>
  !(object instanceof PdfDict || object instanceof PdfStream || Array.isArray(object));

/** XMP may be brought up to date; it must be XMP, and without the declarations by which XML reads other files. */
function compareMetadata(
  pair: RevisionPair,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
): void {
  if (pair.structure.same(before, after)) return;
  pair.report({ code: 'metadata-altered', isPermitted: isHarmlessXmp(pair, after) });
}

function isHarmlessXmp(pair: RevisionPair, object: PdfObject | undefined): boolean {
  // Encrypted, it cannot be read; it stays metadata and is shown on no page.
  if (pair.after.isEncrypted) return true;
  const stream = pair.after.resolve(object);
  if (!(stream instanceof PdfStream) || nameOf(pair.after.entry(stream.dict, 'Subtype')) !== 'XML')
    return false;
  try {
    const text = Buffer.from(decodeStream(stream, pair.after.budget, pair.after.resolve)).toString('utf8');
    return /<rdf:RDF[\s>]/.test(text) && !/<!(DOCTYPE|ENTITY)/i.test(text);
  } catch (cause) {
    if (cause instanceof PdfError && cause.code !== 'pdf-budget-exceeded') return false;
    throw cause;
  }
}
