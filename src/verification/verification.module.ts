import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.ts';
import { CatalogueModule } from '../catalogue/catalogue.module.ts';
import { HoldersModule } from '../holders/holders.module.ts';
import { LicencesModule } from '../licences/licences.module.ts';
import { TrustModule } from '../trust/trust.module.ts';
import { Answering } from './answering.ts';
import { Attempts } from './attempts.ts';
import { FileChecksController } from './file-checks.controller.ts';
import { FileChecks } from './file-checks.service.ts';
import { FileLookups } from './file-lookups.ts';
import { ServiceInspectionPool } from './inspection/inspection-pool.provider.ts';
import { InspectionPool } from './inspection/inspection-pool.ts';
import { LookUpsController } from './look-ups.controller.ts';
import { LookUps } from './look-ups.service.ts';
import { LookupReports } from './lookup-reports.ts';
import { OnDateAnswers } from './on-date-answers.ts';
import { PublicFieldLabels } from './public-field-labels.ts';
import { Register } from './register.ts';
import { SignerDirectory } from './signer-directory.ts';
import { StatementChecks } from './statement-checks.ts';
import { TrustedEvidence } from './trusted-evidence.ts';

/** Checks by anyone: token, identifier, number, statement, file. Reads the register and the trust lists, changes nothing. */
@Module({
  imports: [AccessModule, CatalogueModule, HoldersModule, LicencesModule, TrustModule],
  controllers: [LookUpsController, FileChecksController],
  providers: [
    Register,
    PublicFieldLabels,
    OnDateAnswers,
    LookupReports,
    Answering,
    Attempts,
    StatementChecks,
    LookUps,
    FileLookups,
    TrustedEvidence,
    SignerDirectory,
    { provide: InspectionPool, useClass: ServiceInspectionPool },
    FileChecks,
  ],
  exports: [LookUps, FileChecks],
})
export class VerificationModule {}
