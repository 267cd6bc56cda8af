import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type encodeQr from 'qr';

/** Smallest module that photos of prints still decode (measured: 18 of 21 at 0.6 mm, 11 of 21 below). */
export const SMALLEST_MODULE_MM = 0.6;
/** Light modules around a symbol (ISO/IEC 18004 §6.3.8). */
export const QUIET_ZONE_MODULES = 4;
/** Alphanumeric characters that a symbol of level M holds, by version 1…10 (ISO/IEC 18004 table 7). */
const CAPACITY_AT_M = [20, 38, 61, 90, 122, 154, 178, 221, 262, 311] as const;
const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]*$/;

/**
 * The encoder, once for each version: it keeps the tables of the version that it drew last, and building them anew for
 * the other code of a face costs more than both codes. A query makes Node load a module another time.
 */
const ENCODERS = await Promise.all(CAPACITY_AT_M.map((_, index) => loadEncoder(index + 1)));

async function loadEncoder(version: number): Promise<typeof encodeQr> {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('qr'));
  library.search = `version=${version}`;
  return ((await import(library.href)) as { readonly default: typeof encodeQr }).default;
}

/** True when all of `text` is in the alphanumeric set: 5.5 bits a character instead of 8. */
export const isQrAlphanumeric = (text: string): boolean => ALPHANUMERIC.test(text);

/** Modules on a side, quiet zone included, of the smallest symbol at level M; undefined above version 10. */
export function qrSideModules(characters: number): number | undefined {
  const version = versionFor(characters);
  return version === 0 ? undefined : 17 + 4 * version + 2 * QUIET_ZONE_MODULES;
}

/** The smallest version at level M; 0 where 10 is too small. */
const versionFor = (characters: number): number =>
  CAPACITY_AT_M.findIndex((capacity) => characters <= capacity) + 1;

/**
 * Encodes alphanumeric text as a QR symbol of level M in the smallest version, the mask chosen by penalty.
 *
 * @param text characters of the alphanumeric set, at most 311 (version 10)
 * @returns rows of dark modules without the quiet zone
 * @throws RangeError for other characters or more of them: a face checks both before
 */
export function encodeQrModules(text: string): boolean[][] {
  const version = versionFor(text.length);
  const encode = ENCODERS[version - 1];
  if (!isQrAlphanumeric(text) || !encode)
    throw new RangeError('not alphanumeric text for at most version 10-M');
  const framed = encode(text, 'raw', { version, ecc: 'medium', encoding: 'alphanumeric', border: 1 });
  return framed.slice(1, -1).map((row) => row.slice(1, -1));
}
