import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { FILE_STORE, type FileStore } from '../../platform/storage/file-store.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';

const QUEUE = 'storage.reconcile';
const EVERY_NIGHT = '30 18 * * *';
const BATCH = 500;
/** A file younger than this may still get its row. */
const GRACE_MS = 24 * 3_600_000;

/** Lists stored files that no row of the register owns: recorded, never deleted silently. */
@Injectable()
export class OrphanFiles implements OnModuleInit {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(QUEUE, async () => {
      await this.reconcile();
    });
    this.jobs.schedule(QUEUE, EVERY_NIGHT);
  }

  /**
   * Records every stored file that has been without an owner for a day.
   *
   * @param graceMs how long a file may wait for its row; a day unless a test cannot wait
   * @returns how many were found that were not known yet
   */
  async reconcile(graceMs = GRACE_MS): Promise<number> {
    const before = this.clock.now().getTime() - graceMs;
    let found = 0;
    let batch: Buffer[] = [];
    for await (const { sha256, storedAt } of this.files.list()) {
      if (storedAt.getTime() <= before) batch.push(sha256);
      if (batch.length < BATCH) continue;
      found += await this.record(batch);
      batch = [];
    }
    return found + (await this.record(batch));
  }

  private async record(sha256s: readonly Buffer[]): Promise<number> {
    const rows = await this.database.query(
      'licences.record-orphans',
      `INSERT INTO storage_orphans (sha256)
       SELECT s FROM unnest($1::bytea[]) s WHERE NOT EXISTS (SELECT FROM licence_files WHERE sha256 = s)
         AND NOT EXISTS (SELECT FROM seal_uses WHERE sealed_sha256 = s)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [sha256s],
    );
    return rows.length;
  }
}
