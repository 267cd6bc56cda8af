import { Inject, Injectable } from '@nestjs/common';
import { certificateDerOf, type KeyFile } from '../trust/key-file.ts';
import { TrustError } from '../trust/trust.errors.ts';
import { TrustMaterial } from '../trust/trust-material.ts';
import { type Signer, SignerProvider } from './signer.ts';
import { SigningError } from './signing.errors.ts';

/** Seal keys of the key folder: unwrapped at their first use, then kept as handles of OpenSSL. */
@Injectable()
export class SoftwareSignerProvider extends SignerProvider {
  private readonly opened = new Map<string, Promise<Signer>>();

  constructor(@Inject(TrustMaterial) private readonly material: TrustMaterial) {
    super();
  }

  override forSeal(sealKeyId: string): Promise<Signer> {
    const known = this.opened.get(sealKeyId);
    if (known) return known;
    const opening = this.open(sealKeyId);
    this.opened.set(sealKeyId, opening);
    // A key that could not be opened now may well be there later.
    opening.catch(() => this.opened.delete(sealKeyId));
    return opening;
  }

  private async open(keyId: string): Promise<Signer> {
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
