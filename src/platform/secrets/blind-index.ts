import type { CryptoSuite } from './crypto-suite.ts';
import type { MasterKeys, NamedKey } from './master-keys.ts';

const KEY_BYTES = 32;

/**
 * Finds sealed values by exact match without showing them: `alg (1) ‖ kid (8) ‖ MAC (32)` of the normalised value.
 * Keyed, because the 10^18 possible identity numbers could otherwise be tried one by one.
 */
export class BlindIndex {
  private readonly keys: readonly { readonly header: Buffer; readonly key: Buffer }[];

  /** @param normalise makes equal what people take for equal; part of the index's meaning, so never changed */
  constructor(
    purpose: string,
    masterKeys: MasterKeys,
    private readonly suite: CryptoSuite,
    private readonly normalise: (value: string) => string,
  ) {
    const keyOf = ({ kid, bytes }: NamedKey) => ({
      header: Buffer.concat([Buffer.of(suite.alg), Buffer.from(kid, 'hex')]),
      key: suite.derive(bytes, `index ${purpose}`, KEY_BYTES),
    });
    this.keys = masterKeys.map(keyOf);
  }

  /** The index of `value` under the present key; what new rows get. 41 bytes. */
  of(value: string): Buffer {
    return this.candidates(value)[0] as Buffer;
  }

  /** The indexes of `value` under all readable keys, the present first; what a search asks for (`= any($1)`). */
  candidates(value: string): Buffer[] {
    const normalised = this.normalise(value);
    return this.keys.map(({ header, key }) => Buffer.concat([header, this.suite.mac(key, normalised)]));
  }
}
