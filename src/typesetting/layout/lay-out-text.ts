import type { TextBox } from '../face-template.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import type { FaceLayout, FaceProblem, FaceRefusalCode } from './face-layout.ts';
import { fitText } from './fit-text.ts';

/** Lays out one text in its box, or says why not; `path` names the field to whoever filled it. */
export function layOutText(
  path: string,
  text: string | undefined,
  box: TextBox,
  library: FontLibrary,
): FaceLayout {
  if (text === undefined) return refused(path, 'value-missing');
  const missing = library.missing(box.font, text.replaceAll('\n', ''));
  if (missing.length > 0) return { items: [], problems: missing.map((each) => notDrawable(path, each)) };
  const items = fitText(text, box, library);
  return items ? { items, problems: [] } : refused(path, 'does-not-fit', { minSizePt: box.minSizePt });
}

/** A layout with nothing but one problem. */
export function refused(path: string, code: FaceRefusalCode, params?: FaceProblem['params']): FaceLayout {
  return { items: [], problems: [{ path, code, ...(params && { params }) }] };
}

function notDrawable(path: string, character: string): FaceProblem {
  const codePoint = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { path, code: 'character-not-drawable', params: { codePoint: `U+${codePoint}` } };
}
