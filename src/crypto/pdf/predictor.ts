import { PdfError } from './pdf-error.ts';
import type { PdfDict } from './pdf-objects.ts';
import { undoPngFilters } from './png-rows.ts';

/** What `/DecodeParms` say of the samples that were predicted (ISO 32000-2 table 8). */
interface Samples {
  readonly rowBytes: number;
  /** Distance to the same component of the pixel before; 1 where pixels are smaller than a byte. */
  readonly pixelBytes: number;
  readonly bitsPerComponent: number;
}

/**
 * Undoes the prediction that was made before FlateDecode or LZWDecode (ISO 32000-2 §7.4.4.4).
 *
 * @throws PdfError `pdf-stream-damaged`; `pdf-filter-unsupported` for TIFF prediction of other than 8-bit components
 */
export function undoPredictor(bytes: Uint8Array, parameters: PdfDict | undefined): Uint8Array {
  const predictor = numberIn(parameters, 'Predictor', 1);
  if (predictor === 1) return bytes;
  const bitsPerComponent = numberIn(parameters, 'BitsPerComponent', 8);
  const bitsPerPixel = numberIn(parameters, 'Colors', 1) * bitsPerComponent;
  const rowBytes = Math.ceil((bitsPerPixel * numberIn(parameters, 'Columns', 1)) / 8);
  const samples = { rowBytes, pixelBytes: Math.max(1, bitsPerPixel >> 3), bitsPerComponent };
  if (!(rowBytes >= 1 && rowBytes <= bytes.length)) throw new PdfError('pdf-stream-damaged');
  if (predictor >= 10) return undoPng(bytes, samples);
  if (predictor === 2) return undoTiff(bytes, samples);
  throw new PdfError('pdf-filter-unsupported');
}

/** Each component is the difference to that of the pixel on its left (TIFF 6.0 section 14). */
function undoTiff(bytes: Uint8Array, { rowBytes, pixelBytes, bitsPerComponent }: Samples): Uint8Array {
  if (bitsPerComponent !== 8) throw new PdfError('pdf-filter-unsupported');
  const out = Uint8Array.from(bytes);
  for (let row = 0; row < out.length; row += rowBytes) {
    const end = Math.min(row + rowBytes, out.length);
    for (let at = row + pixelBytes; at < end; at++)
      out[at] = (out[at] as number) + (out[at - pixelBytes] as number);
  }
  return out;
}

function undoPng(bytes: Uint8Array, { rowBytes, pixelBytes }: Samples): Uint8Array {
  const rows = undoPngFilters(bytes, rowBytes, pixelBytes);
  if (rows === undefined) throw new PdfError('pdf-stream-damaged');
  return rows;
}

/** A whole number above zero, or what holds where none is given. */
export function numberIn(parameters: PdfDict | undefined, key: string, otherwise: number): number {
  const value = parameters?.get(key);
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : otherwise;
}
