import { Inject, Injectable } from '@nestjs/common';
import { concatenatedSignature } from '../crypto/pki/ecdsa-signature.ts';
import type { SigningKey } from '../crypto/pki/signing-key.ts';
import type { StatementKey } from '../trust/statement-keys.ts';
import { TrustError } from '../trust/trust.errors.ts';
import { TrustMaterial } from '../trust/trust-material.ts';

const P256_HALF_BYTES = 32;

/** Signs the statements of QR codes (docs/adr/0006-signed-statement.md) with the newest statement key. */
@Injectable()
export class StatementSigner {
  private opened: Promise<SigningKey> | undefined;

  constructor(@Inject(TrustMaterial) private readonly material: TrustMaterial) {}

  /** The two bytes that name the key in a statement, as a number. */
  get keyId(): number {
    return this.newest.kid;
  }

  /**
   * @param statement bytes before the signature, key id included
   * @returns 64 bytes r ‖ s, ECDSA P-256 with SHA-256
   * @throws TrustError trust.key-not-usable
   */
  async sign(statement: Uint8Array): Promise<Uint8Array> {
    this.opened ??= this.open();
    const key = await this.opened.catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    });
    return concatenatedSignature(await key.sign(statement), P256_HALF_BYTES);
  }

  private get newest(): StatementKey {
    const [first] = this.material.statementKeys;
    return this.material.statementKeys.at(-1) ?? first;
  }

  private async open(): Promise<SigningKey> {
    const file = await this.material.keys.read(this.newest.keyId);
    if (!file) throw new TrustError('trust.key-not-found');
    return this.material.keys.open(file);
  }
}
