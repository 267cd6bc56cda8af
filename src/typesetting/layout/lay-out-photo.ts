import type { FacePhoto, PhotoSlot } from '../face-template.ts';
import type { PictureItem } from '../page-description.ts';
import { readJpegHeader } from '../pictures/jpeg-header.ts';
import { PictureError, type PictureFault } from '../pictures/picture-error.ts';
import { decodePng, readPngSize } from '../pictures/png-picture.ts';

/** An identity photo of 358 × 441 pixels is about 30 kB; a megabyte is a mistake. */
const MOST_PHOTO_BYTES = 1_048_576;
const MOST_PHOTO_SIDE_PX = 2000;
/** Fewer dots than this an inch show their squares in print. */
const FEWEST_DOTS_PER_INCH = 150;

/**
 * Places a photo so that it fills its box, cropped evenly where the aspects differ.
 *
 * @returns the item, or why the photo is not taken
 */
export function layOutPhoto(slot: PhotoSlot, photo: FacePhoto): PictureItem | PictureFault {
  try {
    if (photo.bytes.length > MOST_PHOTO_BYTES) return 'picture-too-large';
    const { widthPx, heightPx } = sizeOf(photo);
    if (Math.max(widthPx, heightPx) > MOST_PHOTO_SIDE_PX) return 'picture-too-large';
    const mmPerPx = Math.max(slot.widthMm / widthPx, slot.heightMm / heightPx);
    if (mmPerPx > 25.4 / FEWEST_DOTS_PER_INCH) return 'picture-too-small';
    if (photo.format === 'png') decodePng(photo.bytes);
    return covering(slot, photo, widthPx * mmPerPx, heightPx * mmPerPx);
  } catch (error) {
    if (error instanceof PictureError) return error.fault;
    throw error;
  }
}

const sizeOf = ({ format, bytes }: FacePhoto) =>
  format === 'jpeg' ? readJpegHeader(bytes) : readPngSize(bytes);

function covering(slot: PhotoSlot, photo: FacePhoto, widthMm: number, heightMm: number): PictureItem {
  const { format, bytes } = photo;
  return {
    kind: 'picture',
    format,
    bytes,
    widthMm,
    heightMm,
    xMm: slot.xMm - (widthMm - slot.widthMm) / 2,
    yMm: slot.yMm - (heightMm - slot.heightMm) / 2,
    clip: { xMm: slot.xMm, yMm: slot.yMm, widthMm: slot.widthMm, heightMm: slot.heightMm },
  };
}
