import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.ts';
import { SigningError } from '../signing.errors.ts';
import { loadPkcs11, type Pkcs11Library } from './pkcs11-library.ts';
import { resultOf, TokenConnection, type TokenSigning } from './token-connection.ts';

/** CKR_PIN_INCORRECT to CKR_PIN_LOCKED. */
const isAboutPin = (result: number | undefined): boolean =>
  result !== undefined && result >= 0xa0 && result <= 0xa4;

/**
 * The token or signing machine of `ZZ_PKCS11_…`, opened at the first signature. After a fault the next request looks
 * for it anew: a token that was pulled out and put back signs again without a restart. No signature is tried twice,
 * for nobody knows whether the first was made.
 */
@Injectable()
export class SigningToken implements OnApplicationShutdown {
  private library: Pkcs11Library | undefined;
  private connection: TokenConnection | undefined;
  private closing: Promise<void> = Promise.resolve();
  private isPinRefused = false;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'pkcs11'>) {}

  /**
   * @returns what the mechanism gives: RSA as long as the modulus, ECDSA r ‖ s
   * @throws SigningError signing.token-unavailable; the cause says why, never the PIN
   */
  async sign(signing: TokenSigning): Promise<Uint8Array> {
    await this.closing;
    const connection = this.opened();
    try {
      return await connection.sign(signing);
    } catch (cause) {
      this.drop(connection);
      throw new SigningError('signing.token-unavailable', cause);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.connection) this.drop(this.connection);
    await this.closing;
  }

  private opened(): TokenConnection {
    if (this.connection) return this.connection;
    try {
      const { pkcs11 } = this.config;
      if (!pkcs11) throw new Error('a seal has its key on a token, but ZZ_PKCS11_MODULE is not set');
      // Three wrong PINs lock most tokens: after the first nobody tries again until a restart.
      if (this.isPinRefused)
        throw new Error('the token refused the PIN: correct ZZ_PKCS11_PIN_FILE, start anew');
      this.library ??= loadPkcs11(pkcs11.modulePath);
      this.connection = TokenConnection.open(this.library, pkcs11);
      return this.connection;
    } catch (cause) {
      this.isPinRefused ||= isAboutPin(resultOf(cause));
      throw new SigningError('signing.token-unavailable', cause);
    }
  }

  /** Of several requests that meet the fault, the first closes. */
  private drop(connection: TokenConnection): void {
    if (this.connection !== connection) return;
    this.connection = undefined;
    this.closing = connection.close().catch(() => undefined);
  }
}
