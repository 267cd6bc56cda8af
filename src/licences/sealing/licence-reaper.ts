import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { LOGGER, type Logger } from '../../platform/logging/logger.ts';
import { Stampings } from '../../seals/stampings/stampings.service.ts';
import { SealingResumption } from './sealing-resumption.ts';
import { UnfinishedVersions } from './unfinished-versions.queries.ts';

const QUEUE = 'signing.reap-intended-uses';
const EVERY_MINUTE = '* * * * *';
const MAX_AT_ONCE = 100;

/** Takes up or gives up what killed processes left behind: at start, and every minute by one of all processes. */
@Injectable()
export class LicenceReaper implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @Inject(UnfinishedVersions) private readonly unfinished: UnfinishedVersions,
    @Inject(SealingResumption) private readonly resumption: SealingResumption,
    @Inject(Stampings) private readonly stampings: Stampings,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(QUEUE, async () => {
      await this.reap();
    });
    this.jobs.schedule(QUEUE, EVERY_MINUTE);
  }

  /** The first round does not hold the start up: requests are served meanwhile. */
  onApplicationBootstrap(): void {
    this.reap().catch((err: unknown) => this.logger.warn({ err }, 'the first round of the reaper failed'));
  }

  /**
   * One round over all lapsed versions, at most 100, oldest first. One that fails is logged and does not stop the others.
   *
   * @returns how many were taken up and finished
   */
  async reap(): Promise<number> {
    await this.stampings.voidLapsed({ kind: 'system', id: QUEUE });
    let finished = 0;
    for (const versionId of await this.unfinished.lapsed(MAX_AT_ONCE)) {
      try {
        if (await this.resumption.resume(versionId, { kind: 'system', id: QUEUE })) finished += 1;
      } catch (err) {
        this.logger.warn({ err, versionId }, 'an unfinished version could not be sealed');
      }
    }
    return finished;
  }
}
