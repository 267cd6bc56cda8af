import type { FaceData, FaceSlot, FaceTemplate, PhotoSlot, TableSlot } from '../face-template.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import type { FaceLayout } from './face-layout.ts';
import { layOutPhoto } from './lay-out-photo.ts';
import { layOutQr } from './lay-out-qr.ts';
import { layOutText, refused } from './lay-out-text.ts';

/** Fills a template's slots. All slots are tried, so that the applicant hears of everything at once. */
export function layOutFace(template: FaceTemplate, data: FaceData, library: FontLibrary): FaceLayout {
  const parts = template.slots.map((slot) => layOutSlot(slot, data, library));
  return { items: parts.flatMap((part) => part.items), problems: parts.flatMap((part) => part.problems) };
}

function layOutSlot(slot: FaceSlot, data: FaceData, library: FontLibrary): FaceLayout {
  if (slot.kind === 'text') return layOutText(slot.source, data.texts[slot.source], slot, library);
  if (slot.kind === 'table') return layOutTable(slot, data, library);
  if (slot.kind === 'photo') return layOutPhotoSlot(slot, data);
  return layOutQr(slot, data, library);
}

function layOutTable(slot: TableSlot, data: FaceData, library: FontLibrary): FaceLayout {
  const rows = data.tables[slot.source];
  if (!rows) return refused(slot.source, 'value-missing');
  if (rows.length > slot.maxRows) return refused(slot.source, 'too-many-rows', { maxRows: slot.maxRows });
  const cells = rows.flatMap((row, index) =>
    slot.columns.map((column) => {
      const box = {
        ...column,
        xMm: slot.xMm + column.offsetMm,
        yMm: slot.yMm + index * slot.rowHeightMm,
        heightMm: slot.rowHeightMm,
      };
      return layOutText(`${slot.source}/${index}/${column.source}`, row[column.source], box, library);
    }),
  );
  return { items: cells.flatMap((cell) => cell.items), problems: cells.flatMap((cell) => cell.problems) };
}

function layOutPhotoSlot(slot: PhotoSlot, data: FaceData): FaceLayout {
  const photo = data.photos[slot.source];
  if (photo === undefined) return refused(slot.source, 'value-missing');
  if (photo === null) return { items: [], problems: [] };
  const placed = layOutPhoto(slot, photo);
  return typeof placed === 'string' ? refused(slot.source, placed) : { items: [placed], problems: [] };
}
