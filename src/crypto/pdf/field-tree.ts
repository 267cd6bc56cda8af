import { fullFieldName } from './full-field-name.ts';
import type { PdfDocument } from './pdf-document.ts';
import { nameOf, PdfDict, type PdfObject, PdfReference } from './pdf-objects.ts';

/** A node of the field tree: a field, or a widget of one. */
export interface FieldNode {
  readonly number: number;
  readonly dict: PdfDict;
  readonly fullName: string;
  /** `/FT`, inherited where it has none of its own. */
  readonly type: string | undefined;
  readonly kidNumbers: readonly number[];
  /** −1 for a root of the tree. */
  readonly parentNumber: number;
}

interface Above {
  readonly number: number;
  readonly name: string;
  readonly type: string | undefined;
}

/**
 * All nodes of the form's field tree that are objects of their own, widgets included.
 *
 * @throws PdfError
 */
export function readFieldTree(document: PdfDocument): Map<number, FieldNode> {
  const nodes = new Map<number, FieldNode>();
  const form = document.resolveDict(document.catalog.get('AcroForm'));
  for (const field of document.resolveArray(form?.get('Fields')) ?? []) {
    collect(document, field, { number: -1, name: '', type: undefined }, 0, nodes);
  }
  return nodes;
}

function collect(
  document: PdfDocument,
  reference: PdfObject,
  above: Above,
  depth: number,
  nodes: Map<number, FieldNode>,
): void {
  document.budget.checkDepth(depth);
  document.budget.countSteps();
  const dict = document.resolve(reference);
  if (!(reference instanceof PdfReference) || !(dict instanceof PdfDict) || nodes.has(reference.number))
    return;
  const kids = document.resolveArray(dict.get('Kids')) ?? [];
  const name = fullFieldName(document, dict, above.name);
  const type = nameOf(document.entry(dict, 'FT')) ?? above.type;
  const kidNumbers = kids.map((kid) => (kid instanceof PdfReference ? kid.number : -1));
  const { number } = reference;
  nodes.set(number, { number, dict, fullName: name, type, kidNumbers, parentNumber: above.number });
  for (const kid of kids) collect(document, kid, { number, name, type }, depth + 1, nodes);
}
