import type { FaceSlot, TableSlot } from './face-template.ts';
import { TOKEN_LINE_MM } from './layout/lay-out-qr.ts';

/** A rectangle on the page by its edges, millimetres. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** All the paper that a slot may cover: every row of a table, the token's line under a check code. */
export function areaOfSlot(slot: FaceSlot): Area {
  const at = { left: slot.xMm, top: slot.yMm };
  if (slot.kind === 'table') return { ...at, ...tableEnds(slot) };
  if (slot.kind === 'qr') {
    const tokenMm = slot.content === 'check' ? TOKEN_LINE_MM : 0;
    return { ...at, right: slot.xMm + slot.sideMm, bottom: slot.yMm + slot.sideMm + tokenMm };
  }
  return { ...at, right: slot.xMm + slot.widthMm, bottom: slot.yMm + slot.heightMm };
}

function tableEnds(slot: TableSlot): { right: number; bottom: number } {
  const widthMm = Math.max(0, ...slot.columns.map((column) => column.offsetMm + column.widthMm));
  return { right: slot.xMm + widthMm, bottom: slot.yMm + slot.maxRows * slot.rowHeightMm };
}

/** True when two areas share more than an edge. */
export function areasOverlap(a: Area, b: Area): boolean {
  const slack = 0.01;
  return (
    a.left < b.right - slack &&
    b.left < a.right - slack &&
    a.top < b.bottom - slack &&
    b.top < a.bottom - slack
  );
}
