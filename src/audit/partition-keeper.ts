import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { Jobs } from '../platform/jobs/jobs.ts';

const QUEUE = 'audit.partitions';
const DAILY = '17 3 * * *';
const MONTHS_AHEAD = 14;

/** Keeps the log's partitions made 14 months ahead; the function in the database is all that this process may call. */
@Injectable()
export class PartitionKeeper implements OnModuleInit {
  constructor(
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Database) private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule(QUEUE, DAILY);
    this.jobs.handle(QUEUE, async () => {
      await this.database.query('audit.extend-partitions', 'select audit_extend_partitions($1)', [
        MONTHS_AHEAD,
      ]);
    });
  }
}
