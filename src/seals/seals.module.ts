import { Module, type OnModuleInit } from '@nestjs/common';
import { SigningModule } from '../signing/signing.module.ts';
import { TrustModule } from '../trust/trust.module.ts';
import { SealImport } from './seal-import.service.ts';
import { SealImpressions } from './seal-impressions.ts';
import { SEAL_TRANSITIONS, SEAL_USE_TRANSITIONS, unreachableFrom } from './seal-states.ts';
import { SEAL_USE_LEASE, SEAL_USE_LEASE_S, SealUses } from './seal-uses.service.ts';
import { SealsController } from './seals.controller.ts';
import './seals.errors.ts';
import { SealsQueries } from './seals.queries.ts';
import { SealsService } from './seals.service.ts';
import { StampingSealings } from './stampings/stamping-sealings.ts';
import { StampingsController } from './stampings/stampings.controller.ts';
import { Stampings } from './stampings/stampings.service.ts';

/** Electronic seals: what they are, whether they are in use, each use of them. */
@Module({
  imports: [SigningModule, TrustModule],
  controllers: [SealsController, StampingsController],
  providers: [
    { provide: SEAL_USE_LEASE, useValue: SEAL_USE_LEASE_S },
    SealsService,
    SealsQueries,
    SealUses,
    SealImpressions,
    SealImport,
    StampingSealings,
    Stampings,
  ],
  exports: [Stampings, SealImport, SealsService, SealsQueries, SealUses, SealImpressions],
})
export class SealsModule implements OnModuleInit {
  onModuleInit(): void {
    const stray = [
      ...unreachableFrom('active', SEAL_TRANSITIONS),
      ...unreachableFrom('intended', SEAL_USE_TRANSITIONS),
    ];
    if (stray.length > 0) throw new Error(`states of seals that nothing leads to: ${stray.join(', ')}`);
  }
}
