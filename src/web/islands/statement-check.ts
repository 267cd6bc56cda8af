import { formatLicenceIdentifier } from '../../licences/licence-identifier.ts';
import { readStatement, type Statement } from '../../licences/statement/statement.ts';
import { shanghaiDateOf } from '../../shared/calendar-date.ts';
import type { VerdictClass } from '../../verification/verdict/verdict-codes.ts';
import { dateText, endDateText, instantText } from '../presenters/dates.ts';
import { type Bilingual, fill, joinTexts, same } from '../text/bilingual.ts';
import { OFFLINE_TEXTS as T } from '../text/offline-texts.ts';
import type { Keyring } from './keyring.ts';

/** What an offline check says. Green is not among the classes: the state now is never known here. */
export interface OfflineVerdict {
  readonly class: Extract<VerdictClass, 'N' | 'R'>;
  readonly sentence: Bilingual;
  readonly reason: Bilingual;
  /** What to compare with the licence; empty when the statement is not genuine. */
  readonly rows: readonly { readonly label: Bilingual; readonly value: Bilingual }[];
}

const noResult = (sentence: Bilingual, reason: Bilingual): OfflineVerdict => ({
  class: 'N',
  sentence,
  reason,
  rows: [],
});

/**
 * Checks a signed statement with nothing but the keyring (docs/adr/0006-signed-statement.md): ECDSA P-256 with
 * SHA-256, signature r ‖ s. Runs in the browser and needs WebCrypto there (https or localhost).
 */
export async function checkStatement(written: string, keyring: Keyring, now: Date): Promise<OfflineVerdict> {
  const reading = readStatement(written);
  if (reading.kind === 'wrong-form') return noResult(T.wrongForm, T.wrongFormReason);
  if (reading.kind === 'unknown-layout') return noResult(T.unknownLayout, T.unknownLayoutReason);
  const { statement, signedBytes, signature } = reading;
  const key = keyring.keys.find(({ keyId }) => keyId === statement.keyId);
  if (!key) return noResult(T.unknownKey, fill(T.unknownKeyReason, { keyId: statement.keyId }));
  if (!(await signatureHolds(key.spkiBase64, signature, signedBytes)))
    return { class: 'R', sentence: T.forged, reason: T.forgedReason, rows: [] };
  return genuine(statement, keyring, now);
}

async function signatureHolds(
  spkiBase64: string,
  signature: Uint8Array,
  signed: Uint8Array,
): Promise<boolean> {
  const spki = Uint8Array.from(atob(spkiBase64), (character) => character.charCodeAt(0));
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('spki', spki, algorithm, false, ['verify']);
  return crypto.subtle.verify(algorithm, key, new Uint8Array(signature), new Uint8Array(signed));
}

function genuine(statement: Statement, keyring: Keyring, now: Date): OfflineVerdict {
  const issuer = nameOf(keyring.issuers, statement.identifier.issuerCode);
  const asOf = instantText(keyring.asOf);
  return {
    class: 'N',
    sentence: T.genuine,
    reason: joinTexts([fill(T.genuineReason, { issuer, asOf }), ...termRemarks(statement, now)]),
    rows: rowsOf(statement, keyring, issuer),
  };
}

/** The dates are signed too, so what follows from them may be said; what happened since may not. */
function termRemarks({ effectiveOn, expiresOn }: Statement, now: Date): Bilingual[] {
  const today = shanghaiDateOf(now);
  if (expiresOn !== null && expiresOn < today) return [T.pastEnd];
  return effectiveOn > today ? [T.beforeStart] : [];
}

function rowsOf(statement: Statement, keyring: Keyring, issuer: Bilingual): OfflineVerdict['rows'] {
  const { identifier } = statement;
  return [
    { label: T.licenceType, value: nameOf(keyring.licenceTypes, identifier.typeCode) },
    { label: T.holders, value: same(statement.holders) },
    { label: T.issuer, value: issuer },
    { label: T.issuedOn, value: dateText(statement.issuedOn) },
    { label: T.effectiveOn, value: dateText(statement.effectiveOn) },
    { label: T.expiresOn, value: endDateText(statement.expiresOn) },
    { label: T.version, value: same(String(identifier.version).padStart(3, '0')) },
    { label: T.identifier, value: same(formatLicenceIdentifier(identifier)) },
  ];
}

/** The name that the keyring has for a code; the code itself where the list is older than the licence. */
const nameOf = (list: Keyring['issuers'], code: string): Bilingual =>
  list.find((entry) => entry.code === code)?.name ?? same(code);
