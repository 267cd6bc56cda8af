import { compareAnnotations } from './annotation-comparison.ts';
import type { ChangeCode } from './document-change.ts';
import { type PageLeaf, pageAttribute } from './page-tree.ts';
import type { RevisionPair } from './revision-pair.ts';

/** Entries of a page that may be inherited; compared as they take effect (ISO 32000-2 §7.7.3.4). */
const INHERITED: Readonly<Record<string, ChangeCode>> = {
  Resources: 'resources-altered',
  MediaBox: 'page-altered',
  CropBox: 'page-altered',
  Rotate: 'page-altered',
};
/** Judged elsewhere, or without effect on what is shown. */
const APART = new Set([...Object.keys(INHERITED), 'Contents', 'Annots', 'LastModified']);
/** Of a node above pages: its kids are compared page by page, `/Count` as long as no page came or went. */
const APART_OF_NODE = new Set([...Object.keys(INHERITED), 'Kids']);

/** Compares the pages one by one, and their order. @throws PdfError */
export function comparePages(pair: RevisionPair): void {
  const indexAfter = new Map(pair.pagesAfter.map(({ reference }, index) => [reference.number, index]));
  const kept: number[] = [];
  const known = new Set<number>();
  pair.pagesBefore.forEach((before, index) => {
    known.add(before.reference.number);
    const at = indexAfter.get(before.reference.number);
    const after = at === undefined ? undefined : pair.pagesAfter[at];
    if (at === undefined || after === undefined) {
      pair.report({ code: 'page-removed', isPermitted: false, pageNumber: index + 1 });
      return;
    }
    kept.push(at);
    comparePage(pair, before, after, at + 1);
  });
  pair.pagesAfter.forEach(({ reference }, index) => {
    if (known.has(reference.number)) return;
    pair.report({ code: 'page-added', isPermitted: false, pageNumber: index + 1 });
  });
  const moved = kept.find((at, i) => i > 0 && at < (kept[i - 1] as number));
  if (moved !== undefined) pair.report({ code: 'page-moved', isPermitted: false, pageNumber: moved + 1 });
}

function comparePage(pair: RevisionPair, before: PageLeaf, after: PageLeaf, pageNumber: number): void {
  const report = (code: ChangeCode, objectNumber = after.reference.number) =>
    pair.report({ code, isPermitted: false, pageNumber, objectNumber });
  for (const [key, code] of Object.entries(INHERITED)) {
    const values = [pageAttribute(pair.before, before, key), pageAttribute(pair.after, after, key)] as const;
    if (!pair.content.same(...values)) report(code);
  }
  if (!pair.content.same(before.dict.get('Contents'), after.dict.get('Contents')))
    report('page-content-altered');
  const keys = new Set([...before.dict.entries.keys(), ...after.dict.entries.keys()]);
  for (const key of keys) {
    if (!APART.has(key) && !pair.structure.same(before.dict.get(key), after.dict.get(key)))
      report('page-altered');
  }
  if (!hasSameNodesAbove(pair, before, after)) report('page-tree-altered');
  if (!hasReadableAnnotations(pair, before, after)) report('page-altered');
  compareAnnotations(pair, before, after, pageNumber);
}

/** Some readers show no page whose annotations are no list; as it was signed, it may stay so. */
function hasReadableAnnotations(pair: RevisionPair, before: PageLeaf, after: PageLeaf): boolean {
  const [listBefore, listAfter] = [before.dict.get('Annots'), after.dict.get('Annots')];
  const read = pair.after.resolve(listAfter) ?? null;
  return read === null || Array.isArray(read) || pair.structure.same(listBefore, listAfter);
}

/**
 * The nodes above a page stay as they are. Readers differ on which way they go: some count the pages by `/Count`, some
 * inherit along `/Parent`, so both must go on saying what `/Kids` says.
 */
function hasSameNodesAbove(pair: RevisionPair, before: PageLeaf, after: PageLeaf): boolean {
  if (before.ancestorNumbers.join() !== after.ancestorNumbers.join()) return false;
  const keepsCount = pair.pagesBefore.length === pair.pagesAfter.length;
  return before.ancestors.every((node, index) => {
    const now = after.ancestors[index];
    const keys = new Set([...node.entries.keys(), ...(now?.entries.keys() ?? [])]);
    return [...keys].every(
      (key) =>
        APART_OF_NODE.has(key) ||
        (key === 'Count' && !keepsCount) ||
        pair.structure.same(node.get(key), now?.get(key)),
    );
  });
}
