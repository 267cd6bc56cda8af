import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.ts';
import { BlindIndex } from './blind-index.ts';
import { type CryptoSuite, SUITES } from './crypto-suite.ts';
import { loadMasterKeys, type MasterKeys, wrappingKey } from './master-keys.ts';
import { SealedBox } from './sealed-box.ts';

/** Every key of the service that is not a signing key: one for each purpose, derived from the master key. */
@Injectable()
export class Secrets {
  private readonly masterKeys: MasterKeys;
  private readonly suite: CryptoSuite;

  constructor(@Inject(CONFIG) config: Config) {
    this.masterKeys = loadMasterKeys(config);
    this.suite = SUITES[config.secrets.suite];
  }

  /** Encryption for one purpose (`licence.content`); keep the box, it holds the derived key. */
  sealedBox(purpose: string): SealedBox {
    return new SealedBox(purpose, this.masterKeys, this.suite);
  }

  /** Exact search over sealed values of one purpose (`holder.code`). */
  blindIndex(purpose: string, normalise: (value: string) => string): BlindIndex {
    return new BlindIndex(purpose, this.masterKeys, this.suite, normalise);
  }

  /** The key that wraps private keys, with its name. */
  wrappingKey() {
    return wrappingKey(this.masterKeys);
  }
}
