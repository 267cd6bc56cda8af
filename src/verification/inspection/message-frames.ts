/** Longest head of a frame: anchors and revocation lists travel in it. */
const MAX_HEAD_BYTES = 32 << 20;
const LENGTHS = 8;

/** A message between the service and an inspection process: JSON and, with a request, the bytes of the file. */
export interface Frame {
  readonly head: unknown;
  readonly body: Uint8Array;
}

/** Two lengths of four bytes, big-endian, the head as JSON, the body. */
export function encodeFrame(head: unknown, body: Uint8Array = new Uint8Array()): Uint8Array[] {
  const json = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.alloc(LENGTHS);
  lengths.writeUInt32BE(json.length, 0);
  lengths.writeUInt32BE(body.length, 4);
  return [lengths, json, body];
}

/** Puts frames together again from the pieces in which a pipe hands them over. */
export class FrameReader {
  private pieces: Buffer[] = [];
  private length = 0;

  constructor(private readonly maxBodyBytes: number) {}

  /**
   * The frames that are whole with this piece.
   *
   * @throws RangeError when lengths exceed the limits, SyntaxError when a head is no JSON: the other side is broken
   */
  take(piece: Buffer): Frame[] {
    this.pieces.push(piece);
    this.length += piece.length;
    const frames: Frame[] = [];
    for (let frame = this.next(); frame; frame = this.next()) frames.push(frame);
    return frames;
  }

  private next(): Frame | null {
    if (this.length < LENGTHS) return null;
    const start = this.joined(LENGTHS);
    const headBytes = start.readUInt32BE(0);
    const bodyBytes = start.readUInt32BE(4);
    if (headBytes > MAX_HEAD_BYTES || bodyBytes > this.maxBodyBytes) throw new RangeError('frame too long');
    const whole = LENGTHS + headBytes + bodyBytes;
    if (this.length < whole) return null;
    const bytes = this.joined(whole);
    this.pieces = [bytes.subarray(whole)];
    this.length = bytes.length - whole;
    const head: unknown = JSON.parse(bytes.toString('utf8', LENGTHS, LENGTHS + headBytes));
    return { head, body: bytes.subarray(LENGTHS + headBytes, whole) };
  }

  /** All pieces as one when the first is shorter than `bytes`; joined once a frame, not once a piece. */
  private joined(bytes: number): Buffer {
    const [first] = this.pieces;
    if (first && first.length >= bytes) return first;
    const whole = Buffer.concat(this.pieces);
    this.pieces = [whole];
    return whole;
  }
}
