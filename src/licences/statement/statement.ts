import type { CalendarDate } from '../../shared/calendar-date.ts';
import type { LicenceIdentifier } from '../licence-identifier.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';
import { decodeHolder, encodeHolder } from './statement-holder.ts';
import { packIdentifier, unpackIdentifier } from './statement-identifier.ts';

/**
 * The signed statement of a licence (docs/adr/0006-signed-statement.md), layout version 1:
 *
 * | bytes | what |
 * | --- | --- |
 * | 0 | layout version, 1 |
 * | 1–2 | key id, big-endian |
 * | 3–40 | identifier, packed |
 * | 41–46 | first issued, first day, last day: days since 1970-01-01, big-endian; last day 0 = long-term |
 * | 47 … | holders as strangers see them: one byte of encoding, at most 28 bytes of text |
 * | last 64 | ECDSA P-256 with SHA-256 over all before, r ‖ s |
 *
 * This file and what it imports run in the browser too: no node modules.
 */
export interface Statement {
  readonly keyId: number;
  readonly identifier: LicenceIdentifier;
  readonly issuedOn: CalendarDate;
  readonly effectiveOn: CalendarDate;
  /** `null` = long-term. */
  readonly expiresOn: CalendarDate | null;
  /** Masked names joined by `、`; ends in `…` where shortened to fit. */
  readonly holders: string;
}

export type StatementReading =
  | {
      readonly kind: 'read';
      readonly statement: Statement;
      /** What the signature is over. */
      readonly signedBytes: Uint8Array;
      /** r ‖ s, 64 bytes; not checked here. */
      readonly signature: Uint8Array;
    }
  | { readonly kind: 'wrong-form' }
  | { readonly kind: 'unknown-layout'; readonly layout: number };

const LAYOUT = 1;
const SIGNATURE_LENGTH = 64;
const IDENTIFIER_AT = 3;
const DATES_AT = 41;
const HOLDER_AT = 47;
const MAX_LENGTH = 140;
const DAY_MS = 86_400_000;

/** The last day that two bytes of days since 1970 can tell. */
export const LAST_STATEMENT_DAY: CalendarDate = '2149-06-06';

/**
 * The bytes to be signed.
 *
 * @throws RangeError for a serial that is not of 20 characters, codes outside their alphabet, or a day outside 1970 to
 *   `LAST_STATEMENT_DAY`: `issuanceBlockers` refuses such before
 */
export function encodeStatement(statement: Statement): Uint8Array {
  const holder = encodeHolder(statement.holders);
  const bytes = new Uint8Array(HOLDER_AT + holder.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = LAYOUT;
  view.setUint16(1, statement.keyId);
  bytes.set(packIdentifier(statement.identifier), IDENTIFIER_AT);
  view.setUint16(DATES_AT, daysSince1970(statement.issuedOn));
  view.setUint16(DATES_AT + 2, daysSince1970(statement.effectiveOn));
  view.setUint16(DATES_AT + 4, statement.expiresOn === null ? 0 : daysSince1970(statement.expiresOn));
  bytes.set(holder, HOLDER_AT);
  return bytes;
}

/** The text of the QR code: base 32 of the signed bytes and the signature, at most 224 characters. */
export function writeStatement(signedBytes: Uint8Array, signature: Uint8Array): string {
  const whole = new Uint8Array(signedBytes.length + SIGNATURE_LENGTH);
  whole.set(signedBytes);
  whole.set(signature, signedBytes.length);
  return encodeBase32(whole);
}

/** Takes a statement apart. What comes out is a claim until the signature has been checked with the key of `keyId`. */
export function readStatement(written: string): StatementReading {
  const bytes = decodeBase32(written.replace(/\s/g, '').toUpperCase());
  if (!bytes || bytes.length < 3 || bytes.length > MAX_LENGTH) return { kind: 'wrong-form' };
  if (bytes[0] !== LAYOUT) return { kind: 'unknown-layout', layout: bytes[0] ?? 0 };
  if (bytes.length < HOLDER_AT + 1 + SIGNATURE_LENGTH) return { kind: 'wrong-form' };
  const signedBytes = bytes.subarray(0, bytes.length - SIGNATURE_LENGTH);
  const statement = decodeStatement(signedBytes);
  if (!statement) return { kind: 'wrong-form' };
  return { kind: 'read', statement, signedBytes, signature: bytes.subarray(signedBytes.length) };
}

function decodeStatement(bytes: Uint8Array): Statement | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const identifier = unpackIdentifier(bytes.subarray(IDENTIFIER_AT, DATES_AT));
  const holders = decodeHolder(bytes.subarray(HOLDER_AT));
  if (!identifier || holders === null) return null;
  const lastDay = view.getUint16(DATES_AT + 4);
  return {
    keyId: view.getUint16(1),
    identifier,
    issuedOn: dayOf(view.getUint16(DATES_AT)),
    effectiveOn: dayOf(view.getUint16(DATES_AT + 2)),
    expiresOn: lastDay === 0 ? null : dayOf(lastDay),
    holders,
  };
}

function daysSince1970(day: CalendarDate): number {
  const days = Date.parse(`${day}T00:00:00Z`) / DAY_MS;
  if (!(days >= 1 && days <= 0xffff)) throw new RangeError(`${day} is outside what a statement can tell`);
  return days;
}

function dayOf(days: number): CalendarDate {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}
