import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.ts';
import { HoldersModule } from '../holders/holders.module.ts';
import { SealsModule } from '../seals/seals.module.ts';
import { SigningModule } from '../signing/signing.module.ts';
import { TrustModule } from '../trust/trust.module.ts';
import { LicenceActsController } from './acts/licence-acts.controller.ts';
import { LicenceActsService } from './acts/licence-acts.service.ts';
import { ArchivalFiles } from './archive/archival-files.service.ts';
import { ArchiveQueries } from './archive/archive.queries.ts';
import { ArchiveGrowth } from './archive/archive-growth.ts';
import { ArchiveMaintenance } from './archive/archive-maintenance.ts';
import { ArchiveRenewal } from './archive/archive-renewal.ts';
import { ArchiveTokens } from './archive/archive-tokens.ts';
import { EvidenceRecords } from './archive/evidence-records.service.ts';
import { LicenceArchiveController } from './archive/licence-archive.controller.ts';
import { RegisteredFiles } from './archive/registered-files.queries.ts';
import { DraftReviews } from './drafts/draft-reviews.service.ts';
import { DraftSecrets } from './drafts/draft-secrets.ts';
import { DraftedLicences } from './drafts/drafted-licences.ts';
import { LicenceDraftsController } from './drafts/licence-drafts.controller.ts';
import { LicenceDrafts } from './drafts/licence-drafts.service.ts';
import { IssuableTypes } from './issuing/issuable-types.ts';
import { LicenceChangesController } from './issuing/licence-changes.controller.ts';
import { LicenceChangesService } from './issuing/licence-changes.service.ts';
import { LicenceIssuingService } from './issuing/licence-issuing.service.ts';
import { LicencesController } from './issuing/licences.controller.ts';
import { KeptAnswers } from './kept-answers.ts';
import { LicenceSecrets } from './licence-secrets.ts';
import { LicencePresenter } from './reading/licence-presenter.ts';
import { LicenceReadsController } from './reading/licence-reads.controller.ts';
import { LicenceReadsQueries } from './reading/licence-reads.queries.ts';
import { LicenceReadsService } from './reading/licence-reads.service.ts';
import { OwnLicencesController } from './reading/own-licences.controller.ts';
import { OwnLicencesQueries } from './reading/own-licences.queries.ts';
import { OwnLicences } from './reading/own-licences.service.ts';
import { FAULT_POINTS, noFaultPoints } from './sealing/fault-points.ts';
import { LicenceReaper } from './sealing/licence-reaper.ts';
import { unreachableStates } from './states/licence-states.ts';
import './licences.errors.ts';
import { VersionDrafting } from './issuing/version-drafting.ts';
import { VersionEntry } from './issuing/version-entry.ts';
import { LicencesQueries } from './reading/licences.queries.ts';
import { OrphanFiles } from './sealing/orphan-files.ts';
import { SealingResumption } from './sealing/sealing-resumption.ts';
import { UnfinishedVersions } from './sealing/unfinished-versions.queries.ts';
import { VersionSealing } from './sealing/version-sealing.ts';
import { StatementMaking } from './statement/statement-making.ts';

/** The register of licences: issue, change, acts, reading. */
@Module({
  imports: [CatalogueModule, HoldersModule, TrustModule, SealsModule, SigningModule],
  controllers: [
    LicencesController,
    LicenceReadsController,
    OwnLicencesController,
    LicenceChangesController,
    LicenceActsController,
    LicenceArchiveController,
    LicenceDraftsController,
  ],
  providers: [
    { provide: FAULT_POINTS, useValue: noFaultPoints },
    IssuableTypes,
    KeptAnswers,
    LicenceSecrets,
    StatementMaking,
    VersionDrafting,
    VersionSealing,
    SealingResumption,
    UnfinishedVersions,
    VersionEntry,
    LicenceIssuingService,
    LicenceChangesService,
    LicenceActsService,
    LicencePresenter,
    LicenceReadsQueries,
    LicenceReadsService,
    OwnLicencesQueries,
    OwnLicences,
    LicencesQueries,
    LicenceReaper,
    OrphanFiles,
    ArchiveQueries,
    ArchiveTokens,
    ArchiveGrowth,
    ArchiveRenewal,
    ArchiveMaintenance,
    RegisteredFiles,
    EvidenceRecords,
    ArchivalFiles,
    DraftSecrets,
    DraftedLicences,
    LicenceDrafts,
    DraftReviews,
  ],
  exports: [
    OwnLicences,
    ArchiveMaintenance,
    ArchiveRenewal,
    EvidenceRecords,
    LicencesQueries,
    LicenceReaper,
    OrphanFiles,
  ],
})
export class LicencesModule implements OnModuleInit {
  onModuleInit(): void {
    const stray = unreachableStates();
    if (stray.length > 0) throw new Error(`states of licences that nothing leads to: ${stray.join(', ')}`);
  }
}
