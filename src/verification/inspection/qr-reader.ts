import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';

/** Pixels as red, green, blue, alpha, row by row. */
export interface RgbaPixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

const OPTIONS: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: true,
  maxNumberOfSymbols: 8,
};

let prepared: Promise<unknown> | undefined;

/** Loads the reader once. The wasm comes from disk: without these bytes the package fetches it from a public network. */
export function prepareQrReader(): Promise<unknown> {
  prepared ??= loadReader();
  return prepared;
}

async function loadReader(): Promise<unknown> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = new Uint8Array(await readFile(path)).buffer;
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** The texts of all QR codes in the picture, none twice; at most eight codes are read. */
export async function readQrCodes(pixels: RgbaPixels): Promise<string[]> {
  await prepareQrReader();
  const codes = await readBarcodes({ ...pixels, colorSpace: 'srgb' } as ImageData, OPTIONS);
  return [...new Set(codes.filter(({ isValid }) => isValid).map(({ text }) => text))];
}
