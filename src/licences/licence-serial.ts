import { randomBytes } from 'node:crypto';

const SERIAL_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A new serial: 20 random characters of `0-9A-Z` (103 bits), so that an identifier cannot be guessed. */
export function newLicenceSerial(): string {
  let serial = '';
  while (serial.length < 20) {
    for (const byte of randomBytes(32)) {
      // 252 is the largest multiple of 36 in a byte; the rest is thrown away so that all characters are alike likely.
      if (byte < 252 && serial.length < 20) serial += SERIAL_ALPHABET.charAt(byte % 36);
    }
  }
  return serial;
}
