import { DomainError } from '../shared/domain-error.ts';
import type { CompiledFace } from './compile-face.ts';
import { type DrawnFace, writeFace } from './draw-face.ts';
import type { FaceData, FaceTemplate } from './face-template.ts';
import { layOutFace } from './layout/lay-out-face.ts';
import type { TextItem } from './page-description.ts';
import type { FaceDocument } from './pdf/face-document.ts';

const MARK = '样本 SAMPLE';
/** Width of the mark in em: two ideographs, a space and six capitals. */
const MARK_WIDTH_EM = 6.2;

/**
 * Draws a face with sample data exactly as a licence would be, with a mark across the page that it is a sample.
 * Never sealed.
 *
 * @throws DomainError `face-refused` as `drawFace` does
 */
export function previewFace(face: CompiledFace, data: FaceData, document: FaceDocument): DrawnFace {
  const { items, problems } = layOutFace(face.template, data, face.library);
  if (problems.length > 0) throw new DomainError('invalid', 'face-refused', { problems });
  return writeFace(face, [...items, ...sampleMarks(face.template)], document);
}

/** Three marks along the rising diagonal's direction, one above the other. */
function sampleMarks({ widthMm, heightMm }: FaceTemplate): TextItem[] {
  const rotationDeg = 30;
  const sizeMm = (Math.min(widthMm, heightMm) * 0.8) / MARK_WIDTH_EM;
  const halfWidthMm = (MARK_WIDTH_EM * sizeMm * Math.cos((rotationDeg * Math.PI) / 180)) / 2;
  const halfRiseMm = (MARK_WIDTH_EM * sizeMm * Math.sin((rotationDeg * Math.PI) / 180)) / 2;
  return [1, 3, 5].map((sixth) => ({
    kind: 'text',
    text: MARK,
    xMm: widthMm / 2 - halfWidthMm,
    baselineMm: (heightMm * sixth) / 6 + halfRiseMm,
    font: 'sans-bold',
    sizePt: (sizeMm * 72) / 25.4,
    colour: { red: 200, green: 30, blue: 30 },
    rotationDeg,
    opacity: 0.25,
  }));
}
