import { Module } from '@nestjs/common';
import { TrustModule } from '../trust/trust.module.ts';
import { SignatureRaising } from './signature-raising.ts';
import { SignerProvider } from './signer.ts';
import { SigningService } from './signing.service.ts';
import { SoftwareSignerProvider } from './software-signer-provider.ts';
import { StatementSigner } from './statement-signer.ts';

/** Sealing of documents and signing of statements; `SignerProvider` is the point where other keys come in. */
@Module({
  imports: [TrustModule],
  providers: [
    SoftwareSignerProvider,
    { provide: SignerProvider, useExisting: SoftwareSignerProvider },
    SignatureRaising,
    SigningService,
    StatementSigner,
  ],
  exports: [SignatureRaising, SignerProvider, SigningService, StatementSigner],
})
export class SigningModule {}
