import { deflateSync } from 'node:zlib';
import { dict, name, type PdfDict, PdfStream } from '../../crypto/pdf/pdf-objects.ts';
import type { Impression } from '../../crypto/pdf/placement/impression.ts';
import { decodePng, type PngPicture } from '../../typesetting/pictures/png-picture.ts';

/** The unit square, in which a picture is drawn (ISO 32000-2 §8.9.5.1). */
const UNIT = [0, 0, 1, 1] as const;

/**
 * The impression in a PNG at its true size; what is transparent stays transparent.
 *
 * @param png 8 bits a sample, not interlaced
 * @param widthMm of the whole picture; the height follows from its shape
 * @throws PictureError
 */
export function pictureImpression(png: Uint8Array, widthMm: number): Impression {
  const picture = decodePng(png);
  return {
    appearance: {
      contentStream: Buffer.from('/Picture Do', 'latin1'),
      bboxPt: UNIT,
      resources: (add) => {
        const { alpha } = picture;
        const mask = alpha && add(imageOf(picture, 'DeviceGray', alpha));
        const image = imageOf(picture, picture.colours === 1 ? 'DeviceGray' : 'DeviceRGB', picture.samples);
        const masked = mask ? new PdfStream(image.dict.with({ SMask: mask }), image.rawBytes) : image;
        return dict({ XObject: dict({ Picture: add(masked) }) });
      },
    },
    sealBoxPt: UNIT,
    widthMm,
    heightMm: (widthMm * picture.heightPx) / picture.widthPx,
  };
}

function imageOf(
  { widthPx, heightPx }: PngPicture,
  colourSpace: 'DeviceGray' | 'DeviceRGB',
  samples: Uint8Array,
): PdfStream {
  const entries: PdfDict = dict({
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: widthPx,
    Height: heightPx,
    ColorSpace: name(colourSpace),
    BitsPerComponent: 8,
    Filter: name('FlateDecode'),
  });
  return new PdfStream(entries, deflateSync(samples));
}
