import { generateKeyPairSync, sign } from 'node:crypto';
import { encodeStatement, type Statement, writeStatement } from '../../src/licences/statement/statement.ts';
import type { Keyring } from '../../src/web/islands/keyring.ts';

const KEY_ID = 7;
const TYPE_CODE = '11100000MB0143028R001';
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const STATEMENT: Statement = {
  keyId: KEY_ID,
  identifier: {
    typeCode: TYPE_CODE,
    issuerCode: '11140500MB9A000141',
    serial: 'A1B2C3D4E5F6A7B8C9D0',
    version: 1,
  },
  issuedOn: '2024-07-01',
  effectiveOn: '2024-07-01',
  expiresOn: null,
  holders: '王*',
};

/** A keyring with the one key that these statements are signed by; it does not know the issuer. */
export const KEYRING: Keyring = {
  asOf: '2026-11-22T16:00:00.000Z',
  trial: false,
  keys: [{ keyId: KEY_ID, spkiBase64: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') }],
  licenceTypes: [{ code: TYPE_CODE, name: { zh: '营业执照', en: 'Business licence' } }],
  issuers: [],
};

const signatureOver = (bytes: Uint8Array) =>
  sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' });

/** A statement as its QR code holds it. */
export function writtenStatement(changes: Partial<Statement> = {}): string {
  const bytes = encodeStatement({ ...STATEMENT, ...changes });
  return writeStatement(bytes, signatureOver(bytes));
}

/** Its twin for another holder, with the signature of the good one. */
export function forgedStatement(): string {
  return writeStatement(
    encodeStatement({ ...STATEMENT, holders: '李*' }),
    signatureOver(encodeStatement(STATEMENT)),
  );
}
