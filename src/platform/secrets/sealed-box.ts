import { randomChunk } from '../../shared/random-bytes.ts';
import { type CryptoSuite, suiteOf } from './crypto-suite.ts';
import type { MasterKeys } from './master-keys.ts';

const KID_BYTES = 8;
const HEADER_BYTES = 1 + KID_BYTES;
const KEY_BYTES = 32;

/** A sealed value that does not open: another key, another place, or changed bytes. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/**
 * Encrypts values of one purpose. A sealed value is `alg (1) ‖ kid (8) ‖ nonce ‖ ciphertext ‖ tag`; header and
 * `context` are authenticated, so a value cannot be moved to another row or read as of another purpose.
 */
export class SealedBox {
  private readonly keys = new Map<string, Buffer>();
  /** Of what is sealed now. */
  private readonly header: Buffer;

  constructor(
    private readonly purpose: string,
    private readonly masterKeys: MasterKeys,
    private readonly suite: CryptoSuite,
  ) {
    this.header = Buffer.concat([Buffer.of(suite.alg), Buffer.from(masterKeys[0].kid, 'hex')]);
  }

  /** @param context where the value lies, for example `licence_versions/<id>/content` */
  seal(plaintext: Uint8Array, context: string): Buffer {
    return Buffer.concat(this.sealInParts(plaintext, context));
  }

  /** What `seal` gives, not joined yet: for what is large and written away at once. */
  sealInParts(plaintext: Uint8Array, context: string): Buffer[] {
    const { suite, header } = this;
    const { kid } = this.masterKeys[0];
    const nonce = randomChunk(suite.nonceBytes);
    const parts = suite.encrypt(this.keyOf(suite, kid), nonce, plaintext, associatedData(header, context));
    return [header, nonce, ...parts];
  }

  /** @throws SealBroken */
  open(sealed: Uint8Array, context: string): Buffer {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const suite = suiteOf(bytes[0]);
    const kid = bytes.subarray(1, HEADER_BYTES).toString('hex');
    if (!suite || bytes.length < HEADER_BYTES + suite.nonceBytes + suite.tagBytes)
      throw new SealBroken('not a sealed value');
    const header = bytes.subarray(0, HEADER_BYTES);
    const nonce = bytes.subarray(HEADER_BYTES, HEADER_BYTES + suite.nonceBytes);
    const rest = bytes.subarray(HEADER_BYTES + suite.nonceBytes);
    const plaintext = suite.decrypt(this.keyOf(suite, kid), nonce, rest, associatedData(header, context));
    if (!plaintext) throw new SealBroken('wrong key, wrong place or changed bytes');
    return plaintext;
  }

  /** True when `sealed` is not yet of the present key and suite, so that a rotation has to seal it anew. */
  isOutdated(sealed: Uint8Array): boolean {
    return !this.header.equals(sealed.subarray(0, HEADER_BYTES));
  }

  private keyOf(suite: CryptoSuite, kid: string): Buffer {
    const name = `${suite.alg}/${kid}`;
    const known = this.keys.get(name);
    if (known) return known;
    const master = this.masterKeys.find((key) => key.kid === kid);
    if (!master) throw new SealBroken(`sealed under the master key ${kid}, which is not configured`);
    const derived = suite.derive(master.bytes, `seal ${this.purpose}`, KEY_BYTES);
    this.keys.set(name, derived);
    return derived;
  }
}

const associatedData = (header: Buffer, context: string): Buffer =>
  Buffer.concat([header, Buffer.from(context, 'utf8')]);
