import type { FieldProblem } from '../shared/domain-error.ts';
import { layOutGround } from './compile-face.ts';
import { type Area, areaOfSlot, areasOverlap } from './face-areas.ts';
import type { FaceSlot, FaceTemplate, QrSlot, TableSlot, TextBox } from './face-template.ts';
import type { FontLibrary } from './fonts/font-library.ts';
import { MM_PER_POINT } from './layout/fit-text.ts';
import { readJpegHeader } from './pictures/jpeg-header.ts';
import { PictureError } from './pictures/picture-error.ts';
import { decodePng } from './pictures/png-picture.ts';
import { qrSideModules, SMALLEST_MODULE_MM } from './pictures/qr-modules.ts';

/** The names that a licence type's fields and the service itself fill slots with. */
export interface FieldSources {
  readonly texts: readonly string[];
  /** Column names by table. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  readonly photos: readonly string[];
}

/** Everything wrong that `checkFaceTemplate` can say. */
export type FaceTemplateFault =
  | 'page-size'
  | 'outside-page'
  | 'box-empty'
  | 'unknown-source'
  | 'font-size'
  | 'lines'
  | 'never-fits'
  | 'qr-too-small'
  | 'check-code-missing'
  | 'seal-place-missing'
  | 'seal-outside-page'
  | 'slots-overlap'
  | 'does-not-fit'
  | 'character-not-drawable'
  | 'picture-not-readable'
  | 'picture-colour-space'
  | 'picture-too-large';

const SMALLEST_PAGE_MM = 50;
const LARGEST_PAGE_MM = 600;
/** Below this nobody reads Chinese print; above it is no licence. */
const SMALLEST_TEXT_PT = 4;
const LARGEST_TEXT_PT = 120;
/** Official round seals are 38 to 45 mm across; the impression must lie on the page whole. */
const SEAL_RADIUS_MM = 21;
/** A check address of version 3-M; a statement's 140 bytes in base32. */
const CHECK_ADDRESS_CHARACTERS = 61;
const STATEMENT_CHARACTERS = 224;

/**
 * Judges a face template before it is saved.
 *
 * @returns every problem with a closed code (`FaceTemplateFault`) and its path, `slots/3` or `ground/0`; none: good
 */
export function checkFaceTemplate(
  template: FaceTemplate,
  sources: FieldSources,
  library: FontLibrary,
): FieldProblem[] {
  return [
    ...pageProblems(template),
    ...template.slots.flatMap((slot, index) => slotProblems(slot, `slots/${index}`, template, sources)),
    ...overlapProblems(template.slots),
    ...sealProblems(template),
    ...layOutGround(template.ground, library).problems,
    ...pictureProblems(template),
  ];
}

const fault = (path: string, code: FaceTemplateFault, params?: FieldProblem['params']): FieldProblem => ({
  path,
  code,
  ...(params && { params }),
});

/** Written so that NaN is outside every range. */
const within = (value: number, least: number, most: number): boolean => value >= least && value <= most;

function pageProblems({ widthMm, heightMm, slots }: FaceTemplate): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (![widthMm, heightMm].every((side) => within(side, SMALLEST_PAGE_MM, LARGEST_PAGE_MM)))
    problems.push(fault('', 'page-size', { smallestMm: SMALLEST_PAGE_MM, largestMm: LARGEST_PAGE_MM }));
  if (!slots.some((slot) => slot.kind === 'qr' && slot.content === 'check'))
    problems.push(fault('slots', 'check-code-missing'));
  return problems;
}

function slotProblems(
  slot: FaceSlot,
  path: string,
  page: FaceTemplate,
  sources: FieldSources,
): FieldProblem[] {
  const problems = areaProblems(areaOfSlot(slot), path, page);
  if (slot.kind === 'qr') return [...problems, ...qrProblems(slot, path)];
  if (slot.kind === 'photo')
    return sources.photos.includes(slot.source) ? problems : [...problems, fault(path, 'unknown-source')];
  if (slot.kind === 'table') return [...problems, ...tableProblems(slot, path, sources)];
  const known = sources.texts.includes(slot.source);
  return [...problems, ...(known ? [] : [fault(path, 'unknown-source')]), ...textProblems(slot, path)];
}

function areaProblems(area: Area, path: string, { widthMm, heightMm }: FaceTemplate): FieldProblem[] {
  if (!(area.right > area.left && area.bottom > area.top)) return [fault(path, 'box-empty')];
  const inside = area.left >= 0 && area.top >= 0 && area.right <= widthMm && area.bottom <= heightMm;
  return inside ? [] : [fault(path, 'outside-page')];
}

function textProblems(
  box: Pick<TextBox, 'sizePt' | 'minSizePt' | 'maxLines' | 'lineHeight' | 'heightMm'>,
  path: string,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const sizes =
    within(box.sizePt, box.minSizePt, LARGEST_TEXT_PT) && within(box.minSizePt, SMALLEST_TEXT_PT, box.sizePt);
  if (!sizes)
    problems.push(fault(path, 'font-size', { smallestPt: SMALLEST_TEXT_PT, largestPt: LARGEST_TEXT_PT }));
  const lines =
    Number.isInteger(box.maxLines) && within(box.maxLines, 1, 200) && within(box.lineHeight, 1, 4);
  if (!lines) problems.push(fault(path, 'lines'));
  if (box.minSizePt * MM_PER_POINT > box.heightMm) problems.push(fault(path, 'never-fits'));
  return problems;
}

function tableProblems(slot: TableSlot, path: string, sources: FieldSources): FieldProblem[] {
  const columns = sources.tables[slot.source];
  if (!columns) return [fault(path, 'unknown-source')];
  return slot.columns.flatMap((column, index) => {
    const at = `${path}/columns/${index}`;
    const known = columns.includes(column.source) ? [] : [fault(at, 'unknown-source')];
    return [...known, ...textProblems({ ...column, heightMm: slot.rowHeightMm }, at)];
  });
}

function qrProblems(slot: QrSlot, path: string): FieldProblem[] {
  const characters = slot.content === 'check' ? CHECK_ADDRESS_CHARACTERS : STATEMENT_CHARACTERS;
  const smallestMm = (qrSideModules(characters) ?? 0) * SMALLEST_MODULE_MM;
  // A tenth of a micrometre of slack, for sides that were computed.
  return slot.sideMm >= smallestMm - 1e-4 ? [] : [fault(path, 'qr-too-small', { smallestMm })];
}

function overlapProblems(slots: readonly FaceSlot[]): FieldProblem[] {
  const areas = slots.map(areaOfSlot);
  return areas.flatMap((area, index) =>
    areas
      .slice(0, index)
      .flatMap((earlier, other) =>
        areasOverlap(area, earlier)
          ? [fault(`slots/${index}`, 'slots-overlap', { with: `slots/${other}` })]
          : [],
      ),
  );
}

function sealProblems({ sealPlaces, widthMm, heightMm }: FaceTemplate): FieldProblem[] {
  if (sealPlaces.length === 0) return [fault('sealPlaces', 'seal-place-missing')];
  return sealPlaces.flatMap(({ xMm, yMm }, index) => {
    const inside =
      within(xMm, SEAL_RADIUS_MM, widthMm - SEAL_RADIUS_MM) &&
      within(yMm, SEAL_RADIUS_MM, heightMm - SEAL_RADIUS_MM);
    return inside ? [] : [fault(`sealPlaces/${index}`, 'seal-outside-page')];
  });
}

function pictureProblems({ ground }: FaceTemplate): FieldProblem[] {
  return ground.flatMap((item, index) => {
    if (item.kind !== 'picture') return [];
    try {
      if (item.format === 'jpeg') readJpegHeader(item.bytes);
      else decodePng(item.bytes);
      return [];
    } catch (error) {
      if (error instanceof PictureError) return [{ path: `ground/${index}`, code: error.fault }];
      throw error;
    }
  });
}
