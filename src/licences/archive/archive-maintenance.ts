import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { RequestMetrics } from '../../platform/http/request-metrics.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ArchiveQueries } from './archive.queries.ts';
import { ArchiveGrowth } from './archive-growth.ts';
import { ArchiveRenewal, RENEWED_BEFORE_END_MS } from './archive-renewal.ts';

const QUEUE = 'archive.maintain';
/** Daily at 03:20 in Shanghai: a month is closed by it once, a renewal that failed is tried again for half a year. */
const DAILY = '20 19 * * *';

/** The archive's daily round, and what the machine that watches us sees of it. */
@Injectable()
export class ArchiveMaintenance implements OnModuleInit {
  constructor(
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(ArchiveGrowth) private readonly growth: ArchiveGrowth,
    @Inject(ArchiveRenewal) private readonly renewal: ArchiveRenewal,
    @Inject(ArchiveQueries) private readonly queries: ArchiveQueries,
    @Inject(RequestMetrics) private readonly metrics: RequestMetrics,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule(QUEUE, DAILY);
    this.jobs.handle(QUEUE, async () => {
      await this.maintain();
    });
    this.watch(
      'archive_renewal_due_timestamp_seconds',
      'When the first time-stamp of the archive is to be renewed; 0 while there is none',
      async () => {
        const { firstEndAt } = await this.queries.horizon();
        return firstEndAt && new Date(firstEndAt.getTime() - RENEWED_BEFORE_END_MS);
      },
    );
    this.watch(
      'archive_first_unproven_timestamp_seconds',
      'When the first file that no evidence record covers was registered; 0 while there is none',
      async () => (await this.queries.horizon()).firstUnprovenAt,
    );
  }

  /** One round: what ends is renewed first, then what was begun is finished and closed months are archived. */
  async maintain(): Promise<{ stamped: number; renewed: number }> {
    const renewed = await this.renewal.renewDue();
    return { stamped: await this.growth.grow(), renewed };
  }

  private watch(name: string, help: string, read: () => Promise<Date | null>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.metrics.registry],
      collect: async () => {
        // The other figures count more just when the database is out of reach.
        const instant = await read().catch(() => undefined);
        gauge.set(instant === undefined ? Number.NaN : (instant?.getTime() ?? 0) / 1000);
      },
    });
  }
}
