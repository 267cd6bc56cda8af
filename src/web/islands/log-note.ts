import { fromBase64 } from './log-proof-file.ts';

/** A signed note of a log (C2SP signed-note), as it was read: nothing of it is checked. */
export interface LogNote {
  /** What is signed; ends with a newline. */
  readonly text: string;
  readonly lines: readonly string[];
  readonly signatures: readonly NoteSignature[];
}

interface NoteSignature {
  readonly name: string;
  /** Key id, then the signature itself. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type SignatureState = 'passed' | 'failed' | 'not-supported' | 'no-key';

const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;
const KEY_ID_BYTES = 4;
const RAW_KEY_BYTES = 32;
/** SubjectPublicKeyInfo of Ed25519 before the key itself (RFC 8410 §4). */
const SPKI_START = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
const utf8 = new TextEncoder();

/** Reads a note from anyone; null when it is none. */
export function readLogNote(note: string): LogNote | null {
  const at = note.lastIndexOf('\n\n');
  if (at < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, at + 1);
  const signatures = note
    .slice(at + 2, -1)
    .split('\n')
    .map(readSignatureLine);
  if (signatures.includes(null)) return null;
  return { text, lines: text.slice(0, -1).split('\n'), signatures: signatures as NoteSignature[] };
}

function readSignatureLine(line: string): NoteSignature | null {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  try {
    return name ? { name, bytes: fromBase64(encoded) } : null;
  } catch {
    return null;
  }
}

/**
 * Whether `note` is signed by the Ed25519 key in `pem` under `name`. Not every browser knows Ed25519 yet.
 *
 * @param pem SubjectPublicKeyInfo as PEM
 */
export async function noteSignature(note: LogNote, name: string, pem: string): Promise<SignatureState> {
  const raw = rawKeyIn(pem);
  if (raw === null) return 'no-key';
  const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']).catch(() => null);
  if (key === null) return 'not-supported';
  const keyId = await keyIdOf(name, raw);
  const own = note.signatures.find(
    (one) => one.name === name && keyId.every((byte, place) => one.bytes[place] === byte),
  );
  if (own === undefined) return 'failed';
  const signature = own.bytes.subarray(KEY_ID_BYTES);
  const holds = await crypto.subtle.verify('Ed25519', key, signature, utf8.encode(note.text));
  return holds ? 'passed' : 'failed';
}

/** First four bytes of SHA-256(name ‖ "\n" ‖ type ‖ public key). */
async function keyIdOf(name: string, raw: Uint8Array): Promise<Uint8Array> {
  const named = new Uint8Array([...utf8.encode(`${name}\n`), 1, ...raw]);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', named)).subarray(0, KEY_ID_BYTES);
}

function rawKeyIn(pem: string): Uint8Array<ArrayBuffer> | null {
  try {
    const [, body = ''] = /-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----/.exec(pem) ?? [];
    const spki = fromBase64(body.replace(/\s/g, ''));
    const isEd25519 = SPKI_START.every((byte, place) => spki[place] === byte);
    return isEd25519 && spki.length === SPKI_START.length + RAW_KEY_BYTES ? spki.slice(-RAW_KEY_BYTES) : null;
  } catch {
    return null;
  }
}
