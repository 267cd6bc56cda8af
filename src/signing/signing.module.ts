import { Module } from '@nestjs/common';
import './pdf-refusals.ts';
import { TrustModule } from '../trust/trust.module.ts';
import { SealSignerProvider } from './seal-signer-provider.ts';
import { SignatureRaising } from './signature-raising.ts';
import { SignerProvider } from './signer.ts';
import { SigningService } from './signing.service.ts';
import { SoftwareSignerProvider } from './software-signer-provider.ts';
import { StatementSigner } from './statement-signer.ts';
import { SigningToken } from './token/signing-token.ts';

/** Sealing of documents and signing of statements; `SignerProvider` is the point where other keys come in. */
@Module({
  imports: [TrustModule],
  providers: [
    SoftwareSignerProvider,
    SigningToken,
    { provide: SignerProvider, useClass: SealSignerProvider },
    SignatureRaising,
    SigningService,
    StatementSigner,
  ],
  exports: [SignatureRaising, SignerProvider, SigningService, SigningToken, StatementSigner],
})
export class SigningModule {}
