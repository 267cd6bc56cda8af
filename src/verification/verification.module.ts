import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.ts';
import { CatalogueModule } from '../catalogue/catalogue.module.ts';
import { HoldersModule } from '../holders/holders.module.ts';
import { LicencesModule } from '../licences/licences.module.ts';
import { TrustModule } from '../trust/trust.module.ts';
import { Answering } from './answering.ts';
import { FileChecksController } from './files/file-checks.controller.ts';
import { FileChecks } from './files/file-checks.service.ts';
import { FileLookups } from './files/file-lookups.ts';
import { SignerDirectory } from './files/signer-directory.ts';
import { TrustedEvidence } from './files/trusted-evidence.ts';
import { ServiceInspectionPool } from './inspection/inspection-pool.provider.ts';
import { InspectionPool } from './inspection/inspection-pool.ts';
import { Attempts } from './lookups/attempts.ts';
import { LookUpsController } from './lookups/look-ups.controller.ts';
import { LookUps } from './lookups/look-ups.service.ts';
import { LookupReports } from './lookups/lookup-reports.ts';
import { OnDateAnswers } from './lookups/on-date-answers.ts';
import { Register } from './lookups/register.ts';
import { StatementChecks } from './lookups/statement-checks.ts';
import { PublicFieldLabels } from './public-field-labels.ts';

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
