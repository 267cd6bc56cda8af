import { Inject, Injectable } from '@nestjs/common';
import { suiteAlgorithm } from '../crypto/pki/key-suite.ts';
import { type TokenKeyFile, tokenCertificateOf } from '../trust/token-key-file.ts';
import { TrustError } from '../trust/trust.errors.ts';
import { TrustMaterial } from '../trust/trust-material.ts';
import { KeptSigners } from './kept-signers.ts';
import type { Signer } from './signer.ts';
import { SoftwareSignerProvider } from './software-signer-provider.ts';
import { SigningToken } from './token/signing-token.ts';
import { TOKEN_MECHANISMS } from './token/token-signatures.ts';

/** Signers of seals wherever their key lies: on the token where a token key file says so, else in the key folder. */
@Injectable()
export class SealSignerProvider extends KeptSigners {
  constructor(
    @Inject(TrustMaterial) private readonly material: TrustMaterial,
    @Inject(SoftwareSignerProvider) private readonly software: SoftwareSignerProvider,
    @Inject(SigningToken) private readonly token: SigningToken,
  ) {
    super();
  }

  protected override async find(sealKeyId: string): Promise<Signer> {
    const file = await this.material.keys.readTokenKey(sealKeyId);
    return file ? this.signerOf(file) : this.software.forSeal(sealKeyId);
  }

  /** The key never leaves the token; what stands in the file is public. */
  private signerOf(file: TokenKeyFile): Signer {
    const { keyId, keyLabel, suite, chain } = file;
    const known = TOKEN_MECHANISMS[suite];
    if (!known) throw new TrustError('trust.key-not-usable');
    const { mechanism, dataOf, signatureOf, maxSignatureBytes } = known;
    return {
      keyId,
      algorithm: suiteAlgorithm(suite),
      maxSignatureBytes,
      certificateDer: tokenCertificateOf(file),
      chainDer: chain.map((der) => Buffer.from(der, 'base64')),
      sign: async (message) =>
        signatureOf(await this.token.sign({ keyLabel, mechanism, data: dataOf(message) })),
    };
  }
}
