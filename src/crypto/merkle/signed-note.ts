import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Signature type byte of Ed25519 (C2SP signed-note). */
const ED25519 = Uint8Array.of(0x01);
const KEY_ID_BYTES = 4;
const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;

/** Text, and who signed it, as they were read: nothing of it has been verified. */
export interface SignedNote {
  /** Ends with a newline; what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** First four bytes of SHA-256(name ‖ "\n" ‖ type ‖ public key). */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * The note with one Ed25519 signature (C2SP signed-note). Ed25519 is deterministic: two processes that sign the same
 * text with the same key write the same bytes.
 *
 * @param text ends with a newline; no other control characters
 * @param name of the key; no white space, no plus sign
 * @throws TypeError when text or name cannot stand in a note
 */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  if (!isNoteText(text) || !/^[^\s+]+$/u.test(name)) throw new TypeError('not the text or name of a note');
  const signature = sign(null, Buffer.from(text), privateKey);
  const signed = Buffer.concat([noteKeyId(name, createPublicKey(privateKey)), signature]);
  return `${text}\n— ${name} ${signed.toString('base64')}\n`;
}

/** Reads a note from anyone; null when it is none. */
export function readNote(note: string): SignedNote | null {
  const at = note.lastIndexOf('\n\n');
  if (at < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, at + 1);
  const lines = note
    .slice(at + 2, -1)
    .split('\n')
    .map(readSignatureLine);
  if (!isNoteText(text) || lines.includes(null)) return null;
  return { text, signatures: lines as NoteSignature[] };
}

/** Whether `note` bears a signature of the Ed25519 key under its name. Other signatures are left alone. */
export function isSignedBy({ text, signatures }: SignedNote, name: string, publicKey: KeyObject): boolean {
  if (publicKey.asymmetricKeyType !== 'ed25519') return false;
  const keyId = noteKeyId(name, publicKey);
  const own = signatures.find((one) => one.name === name && Buffer.compare(one.keyId, keyId) === 0);
  return own !== undefined && verify(null, Buffer.from(text), publicKey, own.signature);
}

function noteKeyId(name: string, publicKey: KeyObject): Buffer {
  const hash = createHash('sha256').update(`${name}\n`).update(ED25519).update(rawPublicKey(publicKey));
  return hash.digest().subarray(0, KEY_ID_BYTES);
}

/** The last 32 bytes of SubjectPublicKeyInfo are the key itself (RFC 8410 §4). */
const rawPublicKey = (publicKey: KeyObject): Buffer =>
  publicKey.export({ format: 'der', type: 'spki' }).subarray(-PUBLIC_KEY_BYTES);

function readSignatureLine(line: string): NoteSignature | null {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  if (name === undefined || encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length <= KEY_ID_BYTES || bytes.toString('base64') !== encoded) return null;
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) };
}

/** Control characters other than the newline must not stand in a note. */
const isNoteText = (text: string): boolean => text.endsWith('\n') && !/[\x00-\x09\x0b-\x1f]/.test(text);
