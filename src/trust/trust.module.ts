import { type FactoryProvider, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { CheckpointTimeStamps } from '../audit/tree/checkpoint-time-stamps.ts';
import { CONFIG, type Config } from '../config/config.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { CheckedValidationData } from './checked-validation-data.ts';
import { CrlPublisher } from './crl-publisher.ts';
import { CrlRenewal } from './crl-renewal.ts';
import { NetworkEvidence } from './network-evidence.ts';
import { OcspAnswers } from './ocsp-answers.service.ts';
import { JUDGING_EVIDENCE, OutsideEvidence, SEALING_EVIDENCE } from './outside-evidence.ts';
import { JUDGING_LIMITS, type OutsideLimits, SEALING_LIMITS } from './outside-limits.ts';
import { OutsideTimeStamper } from './outside-time-stamper.ts';
import { OwnValidationData } from './own-validation-data.ts';
import { TimeStamper } from './time-stamper.ts';
import { TimeStamps } from './time-stamps.service.ts';
import { TrustController } from './trust.controller.ts';
import { TrustQueries } from './trust.queries.ts';
import { TrustService } from './trust.service.ts';
import { openTrustMaterial, TrustMaterial } from './trust-material.ts';
import { TrustProtocolsController } from './trust-protocols.controller.ts';
import { ValidationDataSource } from './validation-data-source.ts';

const outsideEvidence = (provide: symbol, limits: OutsideLimits): FactoryProvider => ({
  provide,
  inject: [CONFIG, CLOCK],
  useFactory: ({ trustServices: { insideHosts } }: Config, clock: Clock) =>
    new OutsideEvidence(limits, insideHosts, clock),
});

/** Anchors, our own CA, its lists, OCSP responder and time-stamp authority, and the keys of statements. Needs config, clock, database and log. */
@Module({
  controllers: [TrustController, TrustProtocolsController],
  providers: [
    {
      provide: TrustMaterial,
      inject: [CONFIG, CLOCK],
      useFactory: (config: Config, clock: Clock) => openTrustMaterial(config, clock),
    },
    TrustQueries,
    CrlPublisher,
    CrlRenewal,
    TrustService,
    OcspAnswers,
    TimeStamps,
    OwnValidationData,
    outsideEvidence(SEALING_EVIDENCE, SEALING_LIMITS),
    outsideEvidence(JUDGING_EVIDENCE, JUDGING_LIMITS),
    NetworkEvidence,
    {
      provide: TimeStamper,
      inject: [CONFIG, TimeStamps, TrustMaterial, CLOCK],
      useFactory: (config: Config, own: TimeStamps, { anchors }: TrustMaterial, clock: Clock) => {
        const { timeStampUrl: url, insideHosts } = config.trustServices;
        return url === null ? own : new OutsideTimeStamper({ url, insideHosts, anchors, clock });
      },
    },
    { provide: ValidationDataSource, useClass: CheckedValidationData },
  ],
  exports: [NetworkEvidence, TrustMaterial, TrustService, TimeStamper, ValidationDataSource],
})
export class TrustModule implements OnModuleInit {
  constructor(
    @Inject(TimeStamper) private readonly timeStamper: TimeStamper,
    @Inject(CheckpointTimeStamps) private readonly checkpoints: CheckpointTimeStamps,
  ) {}

  onModuleInit(): void {
    this.checkpoints.use((sha256) => this.timeStamper.stamp(sha256));
  }
}
