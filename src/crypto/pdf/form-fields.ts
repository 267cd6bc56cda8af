import { fullFieldName } from './full-field-name.ts';
import type { PdfDocument } from './pdf-document.ts';
import { nameOf, PdfDict, type PdfObject, PdfReference } from './pdf-objects.ts';

/** A terminal form field. */
export interface FormField {
  readonly fullName: string;
  readonly reference: PdfReference | undefined;
  readonly dict: PdfDict;
  /** `/FT`, inherited where the field has none of its own. */
  readonly type: string | undefined;
  readonly value: PdfObject | undefined;
}

interface Inherited {
  readonly name: string;
  readonly type: string | undefined;
  readonly value: PdfObject | undefined;
}

/**
 * All terminal fields of the interactive form, in order; an empty list when there is no form.
 *
 * @throws PdfError
 */
export function readFormFields(document: PdfDocument): FormField[] {
  const form = document.resolveDict(document.catalog.get('AcroForm'));
  const found: FormField[] = [];
  const seen = new Set<number>();
  for (const field of document.resolveArray(form?.get('Fields')) ?? []) {
    collect(document, field, { name: '', type: undefined, value: undefined }, 0, seen, found);
  }
  return found;
}

function collect(
  document: PdfDocument,
  node: PdfObject,
  above: Inherited,
  depth: number,
  seen: Set<number>,
  found: FormField[],
): void {
  document.budget.checkDepth(depth);
  document.budget.countSteps();
  const reference = node instanceof PdfReference ? node : undefined;
  const dict = document.resolve(node);
  if (!(dict instanceof PdfDict) || (reference && seen.has(reference.number))) return;
  if (reference) seen.add(reference.number);
  const own = inheritedBy(document, dict, above);
  const kids = (document.resolveArray(dict.get('Kids')) ?? []).filter((kid) => isField(document, kid));
  if (kids.length === 0) {
    found.push({ fullName: own.name, reference, dict, type: own.type, value: own.value });
  }
  for (const kid of kids) collect(document, kid, own, depth + 1, seen, found);
}

function inheritedBy(document: PdfDocument, dict: PdfDict, above: Inherited): Inherited {
  return {
    name: fullFieldName(document, dict, above.name),
    type: nameOf(document.entry(dict, 'FT')) ?? above.type,
    value: dict.get('V') ?? above.value,
  };
}

/** A kid without a partial name is only a widget of its parent (§12.7.4.1). */
function isField(document: PdfDocument, kid: PdfObject): boolean {
  return document.resolveDict(kid)?.get('T') !== undefined;
}
