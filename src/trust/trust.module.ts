import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { CrlPublisher } from './crl-publisher.ts';
import { TrustController } from './trust.controller.ts';
import { TrustQueries } from './trust.queries.ts';
import { TrustService } from './trust.service.ts';
import { openTrustMaterial, TrustMaterial } from './trust-material.ts';

/** Anchors, our own CA, its lists, and the keys of statements. Needs config, clock, database and log. */
@Module({
  controllers: [TrustController],
  providers: [
    {
      provide: TrustMaterial,
      inject: [CONFIG, CLOCK],
      useFactory: (config: Config, clock: Clock) => openTrustMaterial(config, clock),
    },
    TrustQueries,
    CrlPublisher,
    TrustService,
  ],
  exports: [TrustMaterial, TrustService],
})
export class TrustModule {}
