import { mod3736CheckCharacter } from '../shared/codes/iso-7064.ts';

/** GB/T 36904: root of electronic licences. */
const LICENCE_ROOT = '1.2.156.3005.2';

/** The segments of an identifier (证照标识). */
export interface LicenceIdentifier {
  /** 18 characters of the defining body's credit code and three digits. */
  readonly typeCode: string;
  /** Credit code of the issuing body. */
  readonly issuerCode: string;
  /** 1 to 32 of `0-9A-Z`; the same in every version of a licence. */
  readonly serial: string;
  /** 1 to 999, printed with three digits. */
  readonly version: number;
}

export type IdentifierReading =
  | { readonly kind: 'read'; readonly identifier: LicenceIdentifier; readonly text: string }
  | { readonly kind: 'wrong-form' }
  | { readonly kind: 'wrong-check-character' };

const SEGMENTS =
  /^1\.2\.156\.3005\.2\.([0-9A-Z]{1,21})\.([0-9A-Z]{1,18})\.([0-9A-Z_]{1,33})\.(\d{3})\.([0-9A-Z])$/;

/** The identifier as text: root, segments, version with three digits and the MOD 37,36 check character. */
export function formatLicenceIdentifier(identifier: LicenceIdentifier): string {
  const version = String(identifier.version).padStart(3, '0');
  const segments = [identifier.typeCode, identifier.issuerCode, identifier.serial, version];
  return [LICENCE_ROOT, ...segments, mod3736CheckCharacter(segments.join(''))].join('.');
}

/**
 * Reads an identifier as people and machines write it: full width, spaces, line breaks, small letters, other dots are
 * accepted. The check character is computed over the segments without dots and root; characters outside `0-9A-Z` that
 * identifiers in use carry (an underscore in a serial) are passed over by it.
 */
export function readLicenceIdentifier(written: string): IdentifierReading {
  const text = tidy(written);
  const match = SEGMENTS.exec(text);
  if (!match) return { kind: 'wrong-form' };
  const [, typeCode = '', issuerCode = '', serial = '', version = '', check = ''] = match;
  if (mod3736CheckCharacter(typeCode + issuerCode + serial + version) !== check) {
    return { kind: 'wrong-check-character' };
  }
  return { kind: 'read', identifier: { typeCode, issuerCode, serial, version: Number(version) }, text };
}

/** NFKC makes full-width letters, digits and dots narrow; 。 and · are what a Chinese keyboard gives for a dot. */
function tidy(written: string): string {
  return written
    .normalize('NFKC')
    .replace(/[\s\p{Cf}-]/gu, '')
    .replace(/[。·・]/gu, '.')
    .toUpperCase();
}
