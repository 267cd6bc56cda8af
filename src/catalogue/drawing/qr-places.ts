import type { CaptionItem, FaceTemplate, QrSlot } from '../../typesetting/face-template.ts';
import type { Colour } from '../../typesetting/page-description.ts';
import { type Point, path, rectangle, rgb } from './paths.ts';
import { caption } from './text-boxes.ts';

/** Version 3-M with its quiet zone is 37 modules: 25 mm gives 0.67 mm a module. */
const CHECK_SIDE_MM = 25;

/** Version 10-M with its quiet zone is 65 modules: 44 mm gives 0.67 mm a module. */
const STATEMENT_SIDE_MM = 44;

/** The code that leads to the check page; the engine prints the token beneath. */
export function checkQr([xMm, yMm]: Point): QrSlot {
  return { kind: 'qr', content: 'check', xMm, yMm, sideMm: CHECK_SIDE_MM };
}

/** The signed statement, to be checked without a network. */
export function statementQr([xMm, yMm]: Point): QrSlot {
  return { kind: 'qr', content: 'statement', xMm, yMm, sideMm: STATEMENT_SIDE_MM };
}

/** The words under a statement code. */
export function statementCaption([xMm, yMm]: Point, colour: Colour): CaptionItem {
  const rect = [xMm, yMm + STATEMENT_SIDE_MM, STATEMENT_SIDE_MM, 4] as const;
  return caption('离线核验码　不联网也可核对', rect, {
    font: 'sans',
    sizePt: 6.5,
    colour,
    align: 'centre',
  });
}

/** Height of the token that the engine prints under a check code. */
const TOKEN_MM = 4;

/** The face with white paper under its codes: readers need the quiet zone clean of guilloche. */
export function withQuietZones(face: FaceTemplate): FaceTemplate {
  const codes = face.slots.filter((slot) => slot.kind === 'qr');
  const zones = codes.map(({ xMm, yMm, sideMm, content }) => {
    const height = sideMm + (content === 'check' ? TOKEN_MM : 0);
    return path(rectangle([xMm, yMm, sideMm, height]), { fill: rgb('#FFFFFF') });
  });
  return { ...face, ground: [...face.ground, ...zones] };
}
