import type { NewObjects } from './new-objects.ts';
import { placeInUserSpace, type Rectangle } from './page-geometry.ts';
import { PdfError } from './pdf-error.ts';
import { dict, name, type PdfDict, type PdfObject, PdfReference } from './pdf-objects.ts';
import type { AppearanceWriter } from './seal-appearance.ts';
import type { SealOptions, VisibleSeal } from './seal-options.ts';
import type { SealTarget, TargetField, TargetPage } from './seal-target.ts';
import { textString } from './text-string.ts';

/** Annotation flags (ISO 32000-2 table 167): Print and Locked; ReadOnly and LockedContents besides. */
const PRINTED_AND_LOCKED = 4 + 128;
const NOT_TO_BE_TOUCHED = PRINTED_AND_LOCKED + 64 + 512;
/** Invisible, Hidden, NoView. */
const UNSEEN = 1 + 2 + 32;

/** An annotation that is new on a page. */
export interface NewAnnotation {
  readonly page: TargetPage;
  readonly annotation: PdfReference;
}

/** What the parts of a new seal need of each other. */
export interface SealWriting {
  readonly target: SealTarget;
  readonly options: SealOptions;
  readonly signature: PdfReference;
  readonly appearances: AppearanceWriter;
  readonly objects: NewObjects;
}

/**
 * Writes a signature field with its widget in one dictionary, as is usual (§12.5.6.19).
 *
 * @param visible nothing for a field without area, on the first page
 * @throws PdfError `pdf-page-missing`
 */
export function writeNewField(writing: SealWriting, visible: VisibleSeal | undefined): NewAnnotation {
  const { target, options, signature, objects } = writing;
  const page = pageOf(target, visible?.pageIndex ?? 0);
  const field = dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    F: PRINTED_AND_LOCKED,
    P: page.reference,
    ...(visible ? seenAt(visible, page, writing) : { Rect: [0, 0, 0, 0] }),
    FT: name('Sig'),
    T: textString(options.fieldName),
    V: signature,
  });
  return { page, annotation: objects.add(field) };
}

/**
 * Writes a further place at which the seal is seen. A signature field never has more than one annotation (§12.7.5.5), so
 * the others are stamps, which show the impression of the field's widget and are covered by its signature
 * (docs/adr/0014-sealing-any-pdf.md).
 *
 * @throws PdfError `pdf-page-missing`
 */
export function writeStamp(writing: SealWriting, visible: VisibleSeal): NewAnnotation {
  const { target, options, objects } = writing;
  const page = pageOf(target, visible.pageIndex);
  const stamp = dict({
    Type: name('Annot'),
    Subtype: name('Stamp'),
    F: NOT_TO_BE_TOUCHED,
    P: page.reference,
    ...seenAt(visible, page, writing),
    ...(options.signerName && { Contents: textString(options.signerName) }),
  });
  return { page, annotation: objects.add(stamp) };
}

function pageOf(target: SealTarget, index: number): TargetPage {
  const page = target.pageAt(index);
  if (page === undefined) throw new PdfError('pdf-page-missing');
  return page;
}

function seenAt(
  { place, appearance, partPt = appearance.bboxPt }: VisibleSeal,
  { geometry }: TargetPage,
  { appearances }: SealWriting,
): Record<string, PdfObject> {
  const { rotationDeg } = geometry;
  return {
    Rect: [...placeInUserSpace(place, geometry)],
    AP: appearances.appearancesOf({ appearance, partPt, rotationDeg }),
  };
}

/** Signs a field that is there: its value, and the impression in each of its widgets that has an area. */
export function fillField(writing: SealWriting, field: TargetField): void {
  const { target, options, signature, appearances, objects } = writing;
  const appearance = options.existingField?.appearance;
  const entries = new Map<number, PdfDict>([[field.number, field.dict.with({ V: signature })]]);
  // A widget inherits the value of its field; poppler and MuPDF look for it in the widget alone.
  for (const { number, dict: before } of field.widgets) entries.set(number, before.with({ V: signature }));
  for (const { number, dict: before, pageIndex, rectangle } of field.widgets) {
    const page = pageIndex < 0 ? undefined : target.pageAt(pageIndex);
    if (!page || !appearance || !hasArea(rectangle)) continue;
    const { rotationDeg } = page.geometry;
    const partPt = fittedBox(appearance.bboxPt, seenAspect(rectangle, rotationDeg));
    const flags = before.get('F');
    const looks = {
      F: ((typeof flags === 'number' ? flags : 0) & ~UNSEEN) | PRINTED_AND_LOCKED,
      AP: appearances.appearancesOf({ appearance, partPt, rotationDeg }),
    };
    entries.set(number, (entries.get(number) ?? before).with(looks));
  }
  for (const [number, object] of entries)
    objects.put(new PdfReference(number, field.generationOf(number)), object);
}

const hasArea = ([left, bottom, right, top]: Rectangle): boolean => left < right && bottom < top;

const seenAspect = ([left, bottom, right, top]: Rectangle, rotationDeg: number): number =>
  rotationDeg % 180 === 0 ? (right - left) / (top - bottom) : (top - bottom) / (right - left);

/** The box about the same middle with the given width to height: an impression is never stretched, it gets a margin. */
function fittedBox([left, bottom, right, top]: Rectangle, aspect: number): Rectangle {
  const width = Math.max(right - left, (top - bottom) * aspect);
  const height = Math.max(top - bottom, (right - left) / aspect);
  const [middleX, middleY] = [(left + right) / 2, (bottom + top) / 2];
  return [middleX - width / 2, middleY - height / 2, middleX + width / 2, middleY + height / 2];
}
