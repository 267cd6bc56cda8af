import { inclusionRanges } from '../../crypto/merkle/subtree-range.ts';
import type { VerdictClass } from '../../verification/verdict/verdict-codes.ts';
import { instantText } from '../presenters/dates.ts';
import type { FactLine } from '../presenters/fact-lines.presenter.ts';
import { type Bilingual, fill } from '../text/bilingual.ts';
import { LOG_PROOF_TEXTS as T } from '../text/log-proof-texts.ts';
import { type LogNote, noteSignature, readLogNote } from './log-note.ts';
import { type LogProofFile, readLogProofFile } from './log-proof-file.ts';
import { readStampedInstant } from './stamped-instant.ts';

/** What a proof comes to. Never green: the panel could be shown about as that of a licence in force. */
export interface LogProofVerdict {
  /** Everything that a proof or receipt must have was checked and holds. */
  readonly holds: boolean;
  readonly class: Extract<VerdictClass, 'N' | 'R'>;
  readonly sentence: Bilingual;
  readonly reason: Bilingual;
  readonly facts: readonly FactLine[];
}

/**
 * Checks a proof or receipt of the access log with nothing but the public key (docs/adr/0012-log-tree.md). Runs in the
 * browser and needs WebCrypto there (https or localhost).
 *
 * @param written JSON as `/api/v1/log/proofs/{id}` gives it
 * @param pem Ed25519 public key of the log
 */
export async function checkLogProof(written: string, pem: string): Promise<LogProofVerdict> {
  const file = readLogProofFile(written);
  const note = file && readLogNote(file.note);
  const [first = ''] = note?.lines ?? [];
  if (!file || !note || !first) return malformed();
  return file.state === 'proven' ? checkProof(file, note, pem) : checkReceipt(file, note, pem);
}

const malformed = (): LogProofVerdict => ({
  holds: false,
  class: 'N',
  sentence: T.malformed,
  reason: T.malformedReason,
  facts: [],
});

async function checkProof(file: LogProofFile, note: LogNote, pem: string): Promise<LogProofVerdict> {
  const [origin = '', size, root = ''] = note.lines;
  if (size === undefined || !/^\d+$/.test(size)) return malformed();
  const facts = [
    await pathFact(file, size, root),
    await signatureFact(note, origin, pem),
    await stampFact(file),
  ];
  const place = file.leafIndex + 1;
  return verdictOf(facts, T.holds, fill(T.holdsReason, { place, size: file.treeSize }));
}

async function checkReceipt(file: LogProofFile, note: LogNote, pem: string): Promise<LogProofVerdict> {
  const [kind = '', id = '', leafHash, at = ''] = note.lines;
  if (!kind.endsWith('/receipt') || leafHash === undefined || Number.isNaN(Date.parse(at)))
    return malformed();
  const isSame = leafHash === base64(file.leafHash);
  const facts = [
    line(isSame ? 'passed' : 'failed', isSame ? fill(T.receiptPassed, { id }) : T.receiptFailed),
    await signatureFact(note, kind.slice(0, -'/receipt'.length), pem),
  ];
  return verdictOf(facts, T.promised, fill(T.promisedReason, { at: instantText(at) }));
}

function verdictOf(facts: readonly FactLine[], sentence: Bilingual, reason: Bilingual): LogProofVerdict {
  if (facts.some(({ outcome }) => outcome === 'failed'))
    return { holds: false, class: 'R', sentence: T.broken, reason: T.brokenReason, facts };
  const isSigned = facts[1]?.outcome === 'passed';
  if (!isSigned) return { holds: false, class: 'N', sentence: T.partly, reason: T.partlyReason, facts };
  return { holds: true, class: 'N', sentence, reason, facts };
}

const line = (outcome: FactLine['outcome'], text: Bilingual): FactLine => ({ outcome, text });

async function pathFact(file: LogProofFile, size: string, root: string): Promise<FactLine> {
  const isSameTree = String(file.treeSize) === size && file.leafIndex < file.treeSize;
  const reached = isSameTree ? await rootFrom(file) : null;
  if (reached === null || base64(reached) !== root) return line('failed', T.pathFailed);
  return line('passed', fill(T.pathPassed, { steps: file.hashes.length }));
}

/** The root that the path leads to (RFC 9162 §2.1.3.2), or null when the path is not that long. */
async function rootFrom({ leafIndex, treeSize, leafHash, hashes }: LogProofFile): Promise<Uint8Array | null> {
  const ranges = inclusionRanges(leafIndex, treeSize);
  if (ranges.length !== hashes.length) return null;
  let hash = leafHash;
  for (const [step, sibling] of hashes.entries()) {
    const isLeft = (ranges[step]?.from ?? 0) < leafIndex;
    hash = await sha256(isLeft ? [1, ...sibling, ...hash] : [1, ...hash, ...sibling]);
  }
  return hash;
}

async function signatureFact(note: LogNote, origin: string, pem: string): Promise<FactLine> {
  const state = await noteSignature(note, origin, pem);
  if (state === 'passed') return line('passed', fill(T.signaturePassed, { origin }));
  if (state === 'failed') return line('failed', T.signatureFailed);
  return line('unknown', state === 'no-key' ? T.keyUnreadable : T.signatureUnknown);
}

async function stampFact({ note, timeStampDer }: LogProofFile): Promise<FactLine> {
  if (timeStampDer === null) return line('unknown', T.stampMissing);
  const stamped = readStampedInstant(timeStampDer);
  const digest = base64(await sha256(new TextEncoder().encode(note)));
  if (!stamped || base64(stamped.hashedMessage) !== digest) return line('failed', T.stampFailed);
  return line('passed', fill(T.stampPassed, { at: instantText(stamped.at) }));
}

const sha256 = async (bytes: Iterable<number>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
