import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import PgBoss from 'pg-boss';
import { Database } from '../database/database.ts';
import type { Tx } from '../database/transaction-runner.ts';
import { LOGGER, type Logger } from '../logging/logger.ts';
import { jobEndings, NO_JOB_TOUCHED } from './job-endings.ts';

const SCHEMA = 'pgboss';
const STOP_DEADLINE_MS = 8_000;
const POLL_EVERY_S = 1;

/** What a job carries: ids, never personal data (the table of jobs is not encrypted). */
export type JobData = Readonly<Record<string, string | number>>;

/** A handler may run twice for one job: what it does must be idempotent. What it throws puts the job back. */
export type JobHandler = (data: JobData, jobId: string) => Promise<void>;

/** Work that happens after a change has been committed. Queues are made by migrations (`job-queues.ts`). */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly boss: PgBoss;
  private readonly handlers = new Map<string, JobHandler>();
  private readonly schedules = new Map<string, string>();
  private endings: ReadonlySet<string> = new Set();
  private started = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const executeSql = (text: string, values: unknown[]) => this.execute(text, values);
    this.boss = new PgBoss({ db: { executeSql }, schema: SCHEMA, migrate: false });
    this.boss.on('error', (err) => this.logger.warn({ err }, 'the job queue reports an error'));
  }

  /** Sends a job inside `tx`: it exists if and only if the change does. */
  async send(tx: Tx, queue: string, data: JobData): Promise<void> {
    const executeSql = async (text: string, values: unknown[]) => {
      const result = await tx.manager.queryRunner?.query(text, values, true);
      return { rows: (result?.records as unknown[]) ?? [] };
    };
    await this.boss.send(queue, data, { db: { executeSql } });
  }

  /** Takes the jobs of `queue`, one at a time. To be called while modules are set up (`onModuleInit`). */
  handle(queue: string, handler: JobHandler): void {
    this.handlers.set(queue, handler);
  }

  /** Sends an empty job at each time of the cron expression (UTC, minutes at the finest). Call it with `handle`. */
  schedule(queue: string, cron: string): void {
    this.schedules.set(queue, cron);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.endings = await jobEndings(SCHEMA);
    await this.boss.start();
    this.started = true;
    for (const [queue, cron] of this.schedules) await this.boss.schedule(queue, cron, {}, { tz: 'UTC' });
    for (const [queue, handler] of this.handlers) await this.startWorker(queue, handler);
  }

  /** Before the database goes: lets the jobs under way finish. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.started) await this.boss.stop({ graceful: true, wait: true, timeout: STOP_DEADLINE_MS });
  }

  /** A job whose end could not be written stays *active* until its time is up; then it is tried again. */
  private async execute(text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
    try {
      return await this.database.pool.query(text, values);
    } catch (err) {
      if (!this.endings.has(text)) throw err;
      this.logger.warn({ err }, 'the end of a job could not be written: the job will run again');
      return NO_JOB_TOUCHED;
    }
  }

  private async startWorker(queue: string, handler: JobHandler): Promise<void> {
    await this.boss.work<JobData>(
      queue,
      { batchSize: 1, pollingIntervalSeconds: POLL_EVERY_S },
      async (jobs) => {
        for (const job of jobs) await this.runOne(queue, handler, job);
      },
    );
  }

  private async runOne(queue: string, handler: JobHandler, job: PgBoss.Job<JobData>): Promise<void> {
    try {
      await handler(job.data, job.id);
    } catch (err) {
      this.logger.warn({ err, queue, jobId: job.id }, 'a job failed and will be tried again');
      throw new Error('failed; see the log of the service');
    }
  }
}
