/** A proof or receipt as `/api/v1/log/proofs/{id}` gives it; read, not checked. */
export interface LogProofFile {
  readonly state: 'proven' | 'promised';
  readonly leafHash: Uint8Array;
  readonly leafIndex: number;
  readonly treeSize: number;
  /** Nearest to the leaf first. */
  readonly hashes: readonly Uint8Array[];
  /** Signed note. */
  readonly note: string;
  /** RFC 3161 token, DER; null without one. */
  readonly timeStampDer: Uint8Array | null;
}

const HASH_BYTES = 32;
/** A path in a tree of 2^53 leaves is no longer. */
const MAX_HASHES = 53;
const MAX_TEXT = 64 * 1024;

/** The proof in a text from anyone; null when it is none. */
export function readLogProofFile(text: string): LogProofFile | null {
  try {
    if (text.length > MAX_TEXT) return null;
    const value = JSON.parse(text) as Record<string, unknown>;
    const { state, note, leafIndex, treeSize, timeStamp = null } = value;
    const hashes = (value['hashes'] as unknown[]).map(readHash);
    if (typeof note !== 'string' || hashes.length > MAX_HASHES) return null;
    if (state !== 'promised' && state !== 'proven') return null;
    const isProven = state === 'proven';
    return {
      state,
      leafHash: readHash(value['leafHash']),
      leafIndex: isProven ? readCount(leafIndex) : 0,
      treeSize: isProven ? readCount(treeSize) : 0,
      hashes,
      note,
      timeStampDer: timeStamp === null ? null : fromBase64(timeStamp),
    };
  } catch {
    return null;
  }
}

/** @throws when `value` is no base64 */
export function fromBase64(value: unknown): Uint8Array<ArrayBuffer> {
  if (typeof value !== 'string') throw new TypeError('no base64');
  return Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
}

function readHash(value: unknown): Uint8Array {
  const bytes = fromBase64(value);
  if (bytes.length !== HASH_BYTES) throw new TypeError('no hash');
  return bytes;
}

function readCount(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new TypeError('no count');
  return value as number;
}
