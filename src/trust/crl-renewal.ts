import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../platform/jobs/jobs.ts';
import { CrlPublisher } from './crl-publisher.ts';
import { CA_NAMES } from './development-ca.ts';
import { TrustMaterial } from './trust-material.ts';

const QUEUE = 'trust.publish-crl';
const DAILY = '41 2 * * *';

/** Renews the lists of our own CAs days before they end, also where nobody asks for them. */
@Injectable()
export class CrlRenewal implements OnModuleInit {
  constructor(
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(CrlPublisher) private readonly crls: CrlPublisher,
    @Inject(TrustMaterial) private readonly material: TrustMaterial,
  ) {}

  onModuleInit(): void {
    if (!this.material.developmentCa) return;
    this.jobs.schedule(QUEUE, DAILY);
    this.jobs.handle(QUEUE, async () => {
      for (const name of CA_NAMES) await this.crls.current(name);
    });
  }
}
