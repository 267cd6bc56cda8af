import type { FaceData, QrSlot, TextBox } from '../face-template.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import {
  encodeQrModules,
  isQrAlphanumeric,
  QUIET_ZONE_MODULES,
  qrSideModules,
  SMALLEST_MODULE_MM,
} from '../pictures/qr-modules.ts';
import type { FaceLayout } from './face-layout.ts';
import { layOutText, refused } from './lay-out-text.ts';

/** Room under the check code for its token. */
export const TOKEN_LINE_MM = 4;
const TOKEN_GROUP = 5;

/**
 * Draws a QR code into its square; under the check code stands its token in groups of five, for those who type.
 * The module is as large as the square allows with a quiet zone of four modules on every side.
 */
export function layOutQr(slot: QrSlot, data: FaceData, library: FontLibrary): FaceLayout {
  const text = slot.content === 'check' ? data.checkAddress : data.statement;
  const problem = qrProblem(text, slot.sideMm);
  if (problem) return refused(slot.content === 'check' ? 'checkAddress' : 'statement', problem);
  const rows = encodeQrModules(text);
  const moduleMm = slot.sideMm / (rows.length + 2 * QUIET_ZONE_MODULES);
  const quietMm = QUIET_ZONE_MODULES * moduleMm;
  const symbol = {
    kind: 'modules',
    rows,
    moduleMm,
    xMm: slot.xMm + quietMm,
    yMm: slot.yMm + quietMm,
  } as const;
  if (slot.content === 'statement') return { items: [symbol], problems: [] };
  const token = layOutText('checkToken', grouped(data.checkToken), tokenBox(slot), library);
  return { items: [symbol, ...token.items], problems: token.problems };
}

/** Why a text cannot stand in a square of this side, or undefined. */
function qrProblem(text: string, sideMm: number): 'qr-not-alphanumeric' | 'qr-does-not-fit' | undefined {
  if (!isQrAlphanumeric(text)) return 'qr-not-alphanumeric';
  const side = qrSideModules(text.length);
  return side === undefined || sideMm / side < SMALLEST_MODULE_MM ? 'qr-does-not-fit' : undefined;
}

function grouped(token: string): string {
  return token.match(new RegExp(`.{1,${TOKEN_GROUP}}`, 'g'))?.join(' ') ?? '';
}

function tokenBox(slot: QrSlot): TextBox {
  return {
    xMm: slot.xMm,
    yMm: slot.yMm + slot.sideMm,
    widthMm: slot.sideMm,
    heightMm: TOKEN_LINE_MM,
    font: 'sans',
    sizePt: 7,
    minSizePt: 4,
    colour: { red: 60, green: 60, blue: 60 },
    align: 'centre',
    verticalAlign: 'top',
    maxLines: 1,
    lineHeight: 1,
  };
}
