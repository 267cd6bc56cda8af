import type { ChangeCode } from './document-change.ts';
import type { FieldNode } from './field-tree.ts';
import { reportCover } from './looks/cover-report.ts';
import { nameOf, PdfDict, type PdfObject, PdfReference, PdfString } from './pdf-objects.ts';
import { countReferences } from './reference-count.ts';
import { changedEntries, type RevisionPair } from './revision-pair.ts';

/** What filling a field writes: value, rich value, chosen items, appearance and its state, time of change. */
const FILLED_BY_FILLING = new Set(['V', 'RV', 'I', 'AP', 'AS', 'M']);
/** What signing an empty signature field may write besides: place, flags and characteristics of its widget. */
const FILLED_BY_SIGNING = new Set([...FILLED_BY_FILLING, 'F', 'MK', 'P', 'Type', 'Subtype', 'Rect']);
/**
 * Entries that a new signature field may have. No actions: a script in a widget runs when the page is opened, and
 * nobody who signed before has seen it.
 */
const OF_NEW_SIGNATURE_FIELD = new Set([
  ...FILLED_BY_SIGNING,
  ...[
    'FT',
    'T',
    'TU',
    'TM',
    'Ff',
    'Parent',
    'Kids',
    'Lock',
    'SV',
    'DA',
    'Q',
    'NM',
    'BS',
    'Border',
    'H',
    'StructParent',
  ],
]);

/** Compares the interactive form: its own entries, the fields that were there, the fields that came. @throws PdfError */
export function compareForms(pair: RevisionPair): void {
  compareFormEntries(pair);
  compareDirectFields(pair);
  const rootsBefore = fieldNumbers(pair, 'before');
  const rootsAfter = new Set(fieldNumbers(pair, 'after'));
  for (const number of rootsBefore) {
    if (!rootsAfter.has(number)) reportRemoved(pair, number);
  }
  for (const node of pair.fieldsBefore.values()) {
    const after = pair.fieldsAfter.get(node.number);
    if (after === undefined) reportRemoved(pair, node.number);
    else compareField(pair, node, after);
  }
  for (const node of pair.fieldsAfter.values()) {
    if (!pair.fieldsBefore.has(node.number)) judgeNewField(pair, node);
  }
}

function compareFormEntries(pair: RevisionPair): void {
  const before = pair.before.resolve(pair.before.catalog.get('AcroForm'));
  const after = pair.after.resolve(pair.after.catalog.get('AcroForm'));
  const dictBefore = before instanceof PdfDict ? before : new PdfDict();
  const dictAfter = after instanceof PdfDict ? after : new PdfDict();
  for (const key of new Set([...dictBefore.entries.keys(), ...dictAfter.entries.keys()])) {
    if (key === 'Fields' || key === 'SigFlags') continue;
    const [old, now] = [dictBefore.get(key), dictAfter.get(key)];
    if (pair.structure.same(old, now)) continue;
    const isPermitted =
      before === undefined ||
      (key === 'DR' && resourcesGrow(pair, old, now, 0) && !bringsSignedFont(pair, old, now));
    pair.report({ code: 'form-altered', isPermitted });
  }
}

/** Default resources may gain names, for the appearances of new fields; those that were there stay what they were. */
function resourcesGrow(
  pair: RevisionPair,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
  depth: number,
): boolean {
  const [old, now] = [pair.before.resolve(before) ?? new PdfDict(), pair.after.resolve(after)];
  if (!(old instanceof PdfDict) || !(now instanceof PdfDict)) return false;
  return [...old.entries].every(([key, value]) => {
    const isKept = pair.structure.same(value, now.get(key));
    return isKept || (depth === 0 && resourcesGrow(pair, value, now.get(key), 1));
  });
}

/**
 * A font that a filled field asked for and did not get comes in only now: the value was seen in other glyphs when it was
 * signed (shadow attack by replaced fonts).
 */
function bringsSignedFont(
  pair: RevisionPair,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
): boolean {
  const fontsBefore = pair.before.resolveDict(pair.before.resolveDict(before)?.get('Font'));
  const fontsAfter = pair.after.resolveDict(pair.after.resolveDict(after)?.get('Font'));
  const asked = [...pair.fieldsBefore.values()].flatMap(({ dict }) => {
    const appearance = dict.get('V') === undefined ? undefined : pair.before.entry(dict, 'DA');
    const written = appearance instanceof PdfString ? Buffer.from(appearance.bytes).toString('latin1') : '';
    return [...written.matchAll(/\/(\S+)\s+[\d.]+\s+Tf/g)].map(([, font]) => font as string);
  });
  return asked.some((font) => fontsAfter?.get(font) !== undefined && fontsBefore?.get(font) === undefined);
}

function fieldNumbers(pair: RevisionPair, side: 'before' | 'after'): number[] {
  const document = pair[side];
  const form = document.resolveDict(document.catalog.get('AcroForm'));
  const fields = document.resolveArray(form?.get('Fields')) ?? [];
  return fields.map((field) => (field instanceof PdfReference ? field.number : -1));
}

/** Fields that are no objects of their own have no node in the tree: they must stay what they were. */
function compareDirectFields(pair: RevisionPair): void {
  const directOf = (document: RevisionPair['before']): readonly PdfObject[] => {
    const form = document.resolveDict(document.catalog.get('AcroForm'));
    const fields = document.resolveArray(form?.get('Fields')) ?? [];
    return fields.filter((field) => !(field instanceof PdfReference));
  };
  if (!pair.structure.same(directOf(pair.before), directOf(pair.after)))
    pair.report({ code: 'field-altered', isPermitted: false });
}

function reportRemoved(pair: RevisionPair, number: number): void {
  const node = pair.fieldsBefore.get(number);
  const code: ChangeCode = node?.type === 'Sig' ? 'signature-removed' : 'field-removed';
  pair.report({ code, isPermitted: false, fieldName: node?.fullName, objectNumber: number });
}

function compareField(pair: RevisionPair, before: FieldNode, after: FieldNode): void {
  const changed = changedEntries(pair, before.dict, after.dict);
  changed.delete('Kids');
  if (before.fullName !== after.fullName || !hasSameKids(before, after)) changed.add('Kids');
  if (changed.has('AP') && (isPushButton(pair, before) || isAppearanceShared(pair, before))) {
    changed.add('look of more than a value');
  }
  if (changed.size === 0) return;
  const isFilled = [...changed].every((key) => FILLED_BY_FILLING.has(key));
  if (before.type === 'Sig') compareSignatureField(pair, before, after, changed);
  else if (isFilled) reportFilled(pair, before, after);
  else reportField(pair, 'field-altered', after, false);
}

/** No kid may come, go or change places, nor may `/Kids` become something else than an array. */
function hasSameKids(before: FieldNode, after: FieldNode): boolean {
  return (
    before.dict.entries.has('Kids') === after.dict.entries.has('Kids') &&
    before.kidNumbers.join() === after.kidNumbers.join()
  );
}

const PUSH_BUTTON = 1 << 16;

/** A push button holds no value (ISO 32000-2 §12.7.5.2.2): what it shows is part of what was signed. */
function isPushButton(pair: RevisionPair, node: FieldNode): boolean {
  const above = pair.fieldsBefore.get(node.parentNumber);
  const flags = pair.before.entry(node.dict, 'Ff') ?? pair.before.entry(above?.dict, 'Ff');
  return node.type === 'Btn' && typeof flags === 'number' && (flags & PUSH_BUTTON) !== 0;
}

/** An appearance that is also used elsewhere is more than the look of a field: exchanging it is not filling. */
function isAppearanceShared(pair: RevisionPair, before: FieldNode): boolean {
  const appearance = before.dict.get('AP');
  return appearance instanceof PdfReference && countReferences(pair.before, appearance.number) > 1;
}

function reportFilled(pair: RevisionPair, before: FieldNode, after: FieldNode): void {
  const isPermitted = pair.permissions.mayFill && !pair.permissions.isLocked(after.fullName);
  reportField(pair, 'field-value-altered', after, isPermitted);
  reportCover(pair, after, before.dict);
}

/** A signed signature field stays as it is; an empty one may be signed. */
function compareSignatureField(
  pair: RevisionPair,
  before: FieldNode,
  after: FieldNode,
  changed: ReadonlySet<string>,
): void {
  const wasEmpty = (pair.before.entry(before.dict, 'V') ?? null) === null;
  const isSigning =
    wasEmpty && [...changed].every((key) => FILLED_BY_SIGNING.has(key)) && staysWidget(before, after);
  const signed = isSigning ? signedFieldOf(pair, after) : undefined;
  if (signed) {
    reportSignature(pair, signed);
    reportCover(pair, after, before.dict);
  } else reportField(pair, wasEmpty ? 'field-altered' : 'signature-altered', after, false);
}

/** The field that was signed since: the node itself, or the field above it where the node is one of its widgets. */
function signedFieldOf(pair: RevisionPair, node: FieldNode): FieldNode | undefined {
  if (isSignedSince(pair, node)) return node;
  const above = pair.fieldsAfter.get(node.parentNumber);
  return above?.fullName === node.fullName && isSignedSince(pair, above) ? above : undefined;
}

/** A field may become a widget by being signed, but nothing else, and a widget stays one. */
function staysWidget(before: FieldNode, after: FieldNode): boolean {
  const isKept = (key: string, value: string) => {
    const now = nameOf(after.dict.get(key));
    return (
      now === value || (now === undefined && !before.dict.entries.has(key) && !after.dict.entries.has(key))
    );
  };
  return isKept('Type', 'Annot') && isKept('Subtype', 'Widget');
}

function judgeNewField(pair: RevisionPair, node: FieldNode): void {
  const keys = [...node.dict.entries.keys()];
  const isPlain = keys.every((key) => OF_NEW_SIGNATURE_FIELD.has(key));
  if (node.type === 'Sig' && isPlain && isSignedSince(pair, node)) reportSignature(pair, node);
  else if (!isWidgetOfNewSignature(pair, node, isPlain)) reportField(pair, 'field-added', node, false);
  reportCover(pair, node);
}

/** A new signature field with a widget of its own beneath it (ISO 32000-2 §12.7.4.1). */
function isWidgetOfNewSignature(pair: RevisionPair, node: FieldNode, isPlain: boolean): boolean {
  if (!isPlain || node.type !== 'Sig') return false;
  const above = pair.fieldsAfter.get(node.parentNumber);
  return above !== undefined && isSignedSince(pair, above);
}

/** Signed by a revision behind the one that is judged, in a form that stands by itself. */
function isSignedSince(pair: RevisionPair, node: FieldNode): boolean {
  const signature = pair.signaturesAfter.get(node.number);
  return (
    signature !== undefined &&
    signature.structureProblems.length === 0 &&
    signature.coveredLength > pair.before.bytes.length
  );
}

/** Even under DocMDP P=1 a document time-stamp may follow (ISO 32000-2 §12.8.2.2.2); a signature may not. */
function reportSignature(pair: RevisionPair, node: FieldNode): void {
  const isTimeStamp = pair.signaturesAfter.get(node.number)?.kind === 'document-time-stamp';
  const isPermitted = isTimeStamp || (pair.permissions.mayFill && !pair.permissions.isLocked(node.fullName));
  reportField(pair, isTimeStamp ? 'document-time-stamp-added' : 'signature-added', node, isPermitted);
}

function reportField(pair: RevisionPair, code: ChangeCode, node: FieldNode, isPermitted: boolean): void {
  const pageNumber = pageNumberOf(pair, node);
  const { fullName: fieldName, number: objectNumber } = node;
  pair.report({ code, isPermitted, fieldName, objectNumber, ...(pageNumber > 0 && { pageNumber }) });
}

/** Page that shows the field's widget, from 1; 0 where none does. */
function pageNumberOf(pair: RevisionPair, node: FieldNode): number {
  const shown = [node.number, ...node.kidNumbers].find((number) => pair.pageNumberOfAnnotation.has(number));
  return shown === undefined ? 0 : (pair.pageNumberOfAnnotation.get(shown) as number);
}
