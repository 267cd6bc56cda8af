import { nameOf, PdfDict, type PdfObject, PdfReference, PdfStream, PdfString } from './pdf-objects.ts';
import type { PdfSignature } from './pdf-signature.ts';
import type { RevisionPair } from './revision-pair.ts';

/** All that a stamp of a seal may hold: nothing that acts, opens or hides. */
const OF_STAMP = new Set(['Type', 'Subtype', 'F', 'P', 'Rect', 'AP', 'Contents']);
/** Invisible, Hidden, NoView, ToggleNoView (ISO 32000-2 table 167). */
const UNSEEN = 1 + 2 + 32 + 256;
/** In what the forms of one impression may differ: the part that is shown, and how it is turned. */
const OF_SHOWN_PART = new Set(['BBox', 'Matrix']);

/**
 * The signature, put on since, that a new annotation is a further place of: a bare stamp, in the bytes which that
 * signature covers, that shows the impression of its widget or a part of it and nothing else. Whoever adds a stamp to a
 * seal that is there already is not covered by it; whoever draws another picture has no signature that shows it.
 *
 * @throws PdfError
 */
export function signatureOfStamp(pair: RevisionPair, annotation: PdfObject): PdfSignature | undefined {
  const stamp = pair.after.resolve(annotation);
  if (!(annotation instanceof PdfReference) || !(stamp instanceof PdfDict) || !isBareStamp(pair, stamp))
    return;
  const shown = appearanceOf(pair, stamp);
  const end = offsetOf(pair, annotation.number);
  return [...pair.signaturesAfter].find(([fieldNumber, signature]) => {
    const { kind, structureProblems, coveredLength } = signature;
    const isLater = kind === 'signature' && structureProblems.length === 0;
    if (!isLater || coveredLength <= pair.before.bytes.length || end >= coveredLength) return false;
    const field = pair.fieldsAfter.get(fieldNumber);
    return field !== undefined && isSameImpression(shown, appearanceOf(pair, field.dict));
  })?.[1];
}

function isBareStamp(pair: RevisionPair, stamp: PdfDict): boolean {
  const flags = pair.after.entry(stamp, 'F');
  const contents = pair.after.entry(stamp, 'Contents');
  return (
    nameOf(pair.after.entry(stamp, 'Subtype')) === 'Stamp' &&
    !stamp.hasDuplicateKeys &&
    [...stamp.entries.keys()].every((key) => OF_STAMP.has(key)) &&
    (contents === undefined || contents instanceof PdfString) &&
    typeof flags === 'number' &&
    (flags & UNSEEN) === 0
  );
}

/** The one normal appearance; none where there are appearances for other states too. */
function appearanceOf(pair: RevisionPair, annotation: PdfDict): PdfStream | undefined {
  const appearances = pair.after.resolve(annotation.get('AP'));
  if (!(appearances instanceof PdfDict) || appearances.entries.size !== 1) return undefined;
  const normal = pair.after.resolve(appearances.get('N'));
  return normal instanceof PdfStream ? normal : undefined;
}

function isSameImpression(one: PdfStream | undefined, other: PdfStream | undefined): boolean {
  if (!one || !other || Buffer.compare(one.rawBytes, other.rawBytes) !== 0) return false;
  const keys = new Set([...one.dict.entries.keys(), ...other.dict.entries.keys()]);
  return [...keys].every(
    (key) => OF_SHOWN_PART.has(key) || sameReferences(one.dict.get(key), other.dict.get(key)),
  );
}

/** The same object or equal atoms, through arrays and dictionaries: both lie in one document. */
function sameReferences(one: PdfObject | undefined, other: PdfObject | undefined): boolean {
  if (one instanceof PdfReference && other instanceof PdfReference) return one.number === other.number;
  if (one instanceof PdfDict && other instanceof PdfDict) {
    const keys = new Set([...one.entries.keys(), ...other.entries.keys()]);
    return [...keys].every((key) => sameReferences(one.get(key), other.get(key)));
  }
  const [nameOfOne, nameOfOther] = [nameOf(one), nameOf(other)];
  return one === other || (nameOfOne !== undefined && nameOfOne === nameOfOther);
}

/** Where the newest definition of an object stands; for one in an object stream, where that stream does. */
function offsetOf(pair: RevisionPair, objectNumber: number): number {
  const entry = pair.after.entries.get(objectNumber);
  if (entry?.kind === 'compressed') return offsetOf(pair, entry.streamNumber);
  return entry?.kind === 'offset' ? entry.offset : Number.POSITIVE_INFINITY;
}
