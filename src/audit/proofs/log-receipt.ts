import type { KeyObject } from 'node:crypto';
import { isSignedBy, readNote, signNote } from '../../crypto/merkle/signed-note.ts';

/** A promise of the log: this entry was written, and will lie under a checkpoint within a minute. */
export interface LogReceipt {
  readonly entryId: string;
  /** SHA-256(0x00 ‖ body). */
  readonly leafHash: Uint8Array;
  readonly promisedAt: Date;
}

/** Never the first line of a checkpoint, so that one can never be read as the other. */
const kindLine = (origin: string): string => `${origin}/receipt`;

/** The receipt as a signed note of four lines: what it is, entry, leaf hash (base64), instant. */
export function signReceipt(
  { entryId, leafHash, promisedAt }: LogReceipt,
  origin: string,
  privateKey: KeyObject,
): string {
  const lines = [
    kindLine(origin),
    entryId,
    Buffer.from(leafHash).toString('base64'),
    promisedAt.toISOString(),
  ];
  return signNote(`${lines.join('\n')}\n`, origin, privateKey);
}

/** What a receipt promises, or null when it is none of this log. */
export function verifyReceipt(note: string, origin: string, publicKey: KeyObject): LogReceipt | null {
  const signed = readNote(note);
  const [kind, entryId, leafHash, at] = signed?.text.split('\n') ?? [];
  if (!signed || !entryId || !leafHash || !at || kind !== kindLine(origin)) return null;
  if (!isSignedBy(signed, origin, publicKey)) return null;
  return { entryId, leafHash: Buffer.from(leafHash, 'base64'), promisedAt: new Date(at) };
}
