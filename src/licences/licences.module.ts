import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.ts';
import { HoldersModule } from '../holders/holders.module.ts';
import { SealsModule } from '../seals/seals.module.ts';
import { SigningModule } from '../signing/signing.module.ts';
import { FAULT_POINTS, noFaultPoints } from './fault-points.ts';
import { IssuableTypes } from './issuable-types.ts';
import { KeptAnswers } from './kept-answers.ts';
import { LicenceActsController } from './licence-acts.controller.ts';
import { LicenceActsService } from './licence-acts.service.ts';
import { LicenceChangesController } from './licence-changes.controller.ts';
import { LicenceChangesService } from './licence-changes.service.ts';
import { LicenceIssuingService } from './licence-issuing.service.ts';
import { LicencePresenter } from './licence-presenter.ts';
import { LicenceReadsController } from './licence-reads.controller.ts';
import { LicenceReadsQueries } from './licence-reads.queries.ts';
import { LicenceReadsService } from './licence-reads.service.ts';
import { LicenceReaper } from './licence-reaper.ts';
import { LicenceSecrets } from './licence-secrets.ts';
import { unreachableStates } from './licence-states.ts';
import { LicencesController } from './licences.controller.ts';
import './licences.errors.ts';
import { LicencesQueries } from './licences.queries.ts';
import { OrphanFiles } from './orphan-files.ts';
import { SealingResumption } from './sealing-resumption.ts';
import { StatementMaking } from './statement-making.ts';
import { UnfinishedVersions } from './unfinished-versions.queries.ts';
import { VersionDrafting } from './version-drafting.ts';
import { VersionEntry } from './version-entry.ts';
import { VersionSealing } from './version-sealing.ts';

/** The register of licences: issue, change, acts, reading. */
@Module({
  imports: [CatalogueModule, HoldersModule, SealsModule, SigningModule],
  controllers: [LicencesController, LicenceReadsController, LicenceChangesController, LicenceActsController],
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
    LicencesQueries,
    LicenceReaper,
    OrphanFiles,
  ],
  exports: [LicencesQueries, LicenceReaper, OrphanFiles],
})
export class LicencesModule implements OnModuleInit {
  onModuleInit(): void {
    const stray = unreachableStates();
    if (stray.length > 0) throw new Error(`states of licences that nothing leads to: ${stray.join(', ')}`);
  }
}
