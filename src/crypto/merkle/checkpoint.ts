import type { KeyObject } from 'node:crypto';
import { HASH_BYTES } from './node-hash.ts';
import { isSignedBy, readNote, signNote } from './signed-note.ts';

/** A tree head as it is signed (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Names the log; also the name of its key. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Why a checkpoint is not accepted. Closed list. */
export type CheckpointProblem = 'malformed' | 'other-log' | 'signature-wrong';

/** The signed note of a checkpoint. @throws TypeError when `origin` cannot name a log */
export function signCheckpoint({ origin, size, root }: Checkpoint, privateKey: KeyObject): string {
  const text = `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
  return signNote(text, origin, privateKey);
}

/** Reads a checkpoint from anyone, unverified; null when it is none. Lines after the third are allowed and left alone. */
export function readCheckpoint(note: string): Checkpoint | null {
  const [origin, size, root] = readNote(note)?.text.split('\n') ?? [];
  if (!origin || size === undefined || root === undefined) return null;
  const rootBytes = Buffer.from(root, 'base64');
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) return null;
  if (rootBytes.length !== HASH_BYTES || rootBytes.toString('base64') !== root) return null;
  return { origin, size: Number(size), root: rootBytes };
}

/**
 * The checkpoint in a note that one of `keys` has signed, or what is wrong with it.
 *
 * @param origin the log that it must be of
 */
export function verifyCheckpoint(
  note: string,
  origin: string,
  keys: readonly KeyObject[],
): Checkpoint | CheckpointProblem {
  const signed = readNote(note);
  const checkpoint = readCheckpoint(note);
  if (!signed || !checkpoint) return 'malformed';
  if (checkpoint.origin !== origin) return 'other-log';
  return keys.some((key) => isSignedBy(signed, origin, key)) ? checkpoint : 'signature-wrong';
}
