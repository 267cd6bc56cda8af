import { Inject, Injectable } from '@nestjs/common';
import { certificateDerOf, type KeyFile } from '../trust/key-file.ts';
import { TrustError } from '../trust/trust.errors.ts';
import { TrustMaterial } from '../trust/trust-material.ts';
import { KeptSigners } from './kept-signers.ts';
import type { Signer } from './signer.ts';
import { SigningError } from './signing.errors.ts';

/** Seal keys of the key folder: unwrapped at their first use, then kept as handles of OpenSSL. */
@Injectable()
export class SoftwareSignerProvider extends KeptSigners {
  constructor(@Inject(TrustMaterial) private readonly material: TrustMaterial) {
    super();
  }

  protected override async find(keyId: string): Promise<Signer> {
    const file = await this.material.keys.read(keyId);
    if (!file) throw new TrustError('trust.key-not-found');
    if (file.development && !this.material.developmentCa) throw new TrustError('trust.development-key');
    return this.signerOf(file, await this.material.keys.readElectronicSeal(keyId));
  }

  /** A key with another purpose signs no documents: a statement or a CRL could be made of what looks like one. */
  private signerOf(file: KeyFile, electronicSealDer: Uint8Array | null): Signer {
    const certificateDer = certificateDerOf(file);
    if (file.purpose !== 'seal' || !certificateDer) throw new TrustError('trust.key-not-usable');
    const key = this.material.keys.open(file);
    return {
      keyId: file.wrapped.keyId,
      algorithm: key.algorithm,
      maxSignatureBytes: key.maxSignatureBytes,
      certificateDer,
      chainDer: file.chain.map((der) => Buffer.from(der, 'base64')),
      ...(electronicSealDer && { electronicSealDer }),
      sign: (message) =>
        key.sign(message).catch((cause: unknown) => {
          throw new SigningError('signing.key-failed', cause);
        }),
    };
  }
}
