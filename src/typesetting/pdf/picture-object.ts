import { deflateSync } from 'node:zlib';
import type { PictureItem } from '../page-description.ts';
import { readJpegHeader } from '../pictures/jpeg-header.ts';
import { decodePng } from '../pictures/png-picture.ts';
import type { PdfObjectWriter } from './pdf-object-writer.ts';

const deviceSpace = (colours: 1 | 3) => (colours === 1 ? '/DeviceGray' : '/DeviceRGB');

/**
 * Writes a raster picture as an image object: JPEG bytes as they are, PNG decoded with its alpha as a soft mask.
 *
 * @returns its object number
 * @throws PictureError
 */
export function writePicture(writer: PdfObjectWriter, { format, bytes }: PictureItem): number {
  return format === 'jpeg' ? writeJpeg(writer, bytes) : writePng(writer, bytes);
}

function writeJpeg(writer: PdfObjectWriter, bytes: Uint8Array): number {
  const { widthPx, heightPx, components } = readJpegHeader(bytes);
  return writer.packedStream(`${imageEntries(widthPx, heightPx, components)}/Filter/DCTDecode`, bytes);
}

function writePng(writer: PdfObjectWriter, bytes: Uint8Array): number {
  const { widthPx, heightPx, colours, samples, alpha } = decodePng(bytes);
  const packed = '/Filter/FlateDecode';
  const mask =
    alpha && writer.packedStream(`${imageEntries(widthPx, heightPx, 1)}${packed}`, deflateSync(alpha));
  const entries = `${imageEntries(widthPx, heightPx, colours)}${packed}${mask ? `/SMask ${mask} 0 R` : ''}`;
  return writer.packedStream(entries, deflateSync(samples));
}

function imageEntries(widthPx: number, heightPx: number, colours: 1 | 3): string {
  return `/Type/XObject/Subtype/Image/Width ${widthPx}/Height ${heightPx}/ColorSpace${deviceSpace(colours)}/BitsPerComponent 8`;
}
