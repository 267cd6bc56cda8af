import { type FieldNode, readFieldTree } from './field-tree.ts';
import { type Rectangle, rectangleOf } from './page-geometry.ts';
import type { PageLeaf } from './page-tree.ts';
import type { PdfDocument } from './pdf-document.ts';
import { PdfDict, type PdfObject, PdfReference } from './pdf-objects.ts';

/** A signature field that waits to be signed. */
export interface EmptySignatureField {
  readonly number: number;
  readonly dict: PdfDict;
  /** In the order of the field's `/Kids`; where field and widget are one dictionary, that one alone. */
  readonly widgets: readonly FieldWidget[];
  /** `/Lock`: what the signature must lock (ISO 32000-2 table 236). */
  readonly lock: PdfDict | undefined;
}

export interface FieldWidget {
  readonly number: number;
  readonly dict: PdfDict;
  /** 0 for the first page; −1 where no page shows the widget. */
  readonly pageIndex: number;
  /** In default user space; without area for a field that is not to be seen. */
  readonly rectangle: Rectangle;
}

/** Why a field cannot be signed. Closed list. */
export type FieldObstacle = 'field-missing' | 'field-not-signature' | 'field-signed';

/**
 * The signature field of that full name, where it can be signed.
 *
 * @throws PdfError
 */
export function findSignatureField(
  document: PdfDocument,
  pages: readonly PageLeaf[],
  fullName: string,
): EmptySignatureField | FieldObstacle {
  const tree = readFieldTree(document);
  const field = [...tree.values()].find((node) => node.fullName === fullName && !isWidgetAlone(node, tree));
  if (field === undefined) return 'field-missing';
  if (field.type !== 'Sig') return 'field-not-signature';
  if ((document.entry(field.dict, 'V') ?? null) !== null) return 'field-signed';
  const nodes = field.kidNumbers.length === 0 ? [field] : field.kidNumbers.map((kid) => tree.get(kid));
  const widgets = nodes.filter((node) => node !== undefined).map((node) => widgetOf(document, pages, node));
  return {
    number: field.number,
    dict: field.dict,
    widgets,
    lock: document.resolveDict(field.dict.get('Lock')),
  };
}

/** Full names of the signature fields that are not signed yet. @throws PdfError */
export function emptySignatureFieldNames(document: PdfDocument): string[] {
  const tree = readFieldTree(document);
  return [...tree.values()]
    .filter((node) => node.type === 'Sig' && !isWidgetAlone(node, tree))
    .filter((node) => (document.entry(node.dict, 'V') ?? null) === null)
    .map(({ fullName }) => fullName);
}

/** A kid without a name of its own is a widget of the field above it (§12.7.4.1). */
const isWidgetAlone = (node: FieldNode, tree: ReadonlyMap<number, FieldNode>): boolean =>
  tree.get(node.parentNumber)?.fullName === node.fullName;

function widgetOf(document: PdfDocument, pages: readonly PageLeaf[], node: FieldNode): FieldWidget {
  const corners = document.resolveArray(node.dict.get('Rect'))?.map((one) => document.resolve(one) ?? null);
  return {
    number: node.number,
    dict: node.dict,
    pageIndex: pageIndexOf(document, pages, node),
    rectangle: rectangleOf(corners) ?? [0, 0, 0, 0],
  };
}

/** `/P` of a widget is optional and may be wrong; the page that lists it shows it. */
function pageIndexOf(document: PdfDocument, pages: readonly PageLeaf[], node: FieldNode): number {
  const isNode = (object: PdfObject) => object instanceof PdfReference && object.number === node.number;
  return pages.findIndex(({ dict }) => document.resolveArray(dict.get('Annots'))?.some(isNode));
}
