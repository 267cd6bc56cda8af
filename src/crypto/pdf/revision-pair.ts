import type { ChangePermissions } from './change-permissions.ts';
import type { DocumentChange } from './document-change.ts';
import { type FieldNode, readFieldTree } from './field-tree.ts';
import { CoverCheck } from './looks/cover-check.ts';
import { ObjectEquality } from './object-equality.ts';
import { type PageLeaf, readPages } from './page-tree.ts';
import type { PdfDocument } from './pdf-document.ts';
import { PdfDict, type PdfObject, PdfReference } from './pdf-objects.ts';
import type { PdfSignature } from './pdf-signature.ts';

/** Two states of a document, read once for all rules that compare them. */
export interface RevisionPair {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
  readonly permissions: ChangePermissions;
  readonly pagesBefore: readonly PageLeaf[];
  readonly pagesAfter: readonly PageLeaf[];
  /** Nodes of the field tree, by object number. */
  readonly fieldsBefore: ReadonlyMap<number, FieldNode>;
  readonly fieldsAfter: ReadonlyMap<number, FieldNode>;
  /** Signatures of the document as it is, by the object number of their field. */
  readonly signaturesAfter: ReadonlyMap<number, PdfSignature>;
  /** Page of the document as it is, from 1, by the object number of an annotation on it. */
  readonly pageNumberOfAnnotation: ReadonlyMap<number, number>;
  /** Equality of structure: pages, fields and annotations are judged by rules of their own. */
  readonly structure: ObjectEquality;
  /** Equality of what is drawn: everything that is reached counts. */
  readonly content: ObjectEquality;
  /** What later looks hide. */
  readonly cover: CoverCheck;
  readonly report: (change: DocumentChange) => void;
}

/** @throws PdfError when one of the two cannot be read */
export function pairRevisions(
  before: PdfDocument,
  after: PdfDocument,
  permissions: ChangePermissions,
  signaturesAfter: readonly PdfSignature[],
  report: (change: DocumentChange) => void,
): RevisionPair {
  const pagesBefore = readPages(before);
  const pagesAfter = readPages(after);
  const fieldsBefore = readFieldTree(before);
  const roles = rolesOf(before, pagesBefore, fieldsBefore);
  const byField = signaturesAfter.flatMap((signature): [number, PdfSignature][] =>
    signature.fieldReference ? [[signature.fieldReference.number, signature]] : [],
  );
  return {
    before,
    after,
    permissions,
    pagesBefore,
    pagesAfter,
    pageNumberOfAnnotation: pageNumbersOfAnnotations(after, pagesAfter),
    fieldsBefore,
    fieldsAfter: readFieldTree(after),
    signaturesAfter: new Map(byField),
    structure: new ObjectEquality(before, after, (number) => roles.has(number)),
    content: new ObjectEquality(before, after, () => false),
    cover: new CoverCheck(before, after),
    report,
  };
}

function pageNumbersOfAnnotations(document: PdfDocument, pages: readonly PageLeaf[]): Map<number, number> {
  const pageNumbers = new Map<number, number>();
  pages.forEach((page, index) => {
    for (const annotation of document.resolveArray(page.dict.get('Annots')) ?? []) {
      if (annotation instanceof PdfReference) pageNumbers.set(annotation.number, index + 1);
    }
  });
  return pageNumbers;
}

/** Object numbers that a rule of their own compares. Streams have none: what is drawn has no role. */
function rolesOf(
  document: PdfDocument,
  pages: readonly PageLeaf[],
  fields: ReadonlyMap<number, FieldNode>,
): ReadonlySet<number> {
  const roles = new Set<number>(fields.keys());
  const add = (object: PdfObject | undefined) => {
    if (object instanceof PdfReference && document.resolve(object) instanceof PdfDict)
      roles.add(object.number);
  };
  add(document.trailer.get('Root'));
  for (const page of pages) {
    roles.add(page.reference.number);
    for (const number of page.ancestorNumbers) roles.add(number);
    for (const annotation of document.resolveArray(page.dict.get('Annots')) ?? []) add(annotation);
  }
  return roles;
}

/**
 * Keys of an annotation or field that differ. A look is compared with all that it draws: an object in it may be a field
 * besides, prepared so that exchanging the look passes for filling that field.
 *
 * @throws PdfError
 */
export function changedEntries(pair: RevisionPair, before: PdfDict, after: PdfDict): Set<string> {
  const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
  const isSame = (key: string) =>
    (key === 'AP' ? pair.content : pair.structure).same(before.get(key), after.get(key));
  return new Set([...keys].filter((key) => !isSame(key)));
}
