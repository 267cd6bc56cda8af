import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';

const QUEUE = 'clients.drop-expired-tokens';
/** Daily at 02:40 in Shanghai. */
const DAILY = '40 18 * * *';

/** Lets go of tokens and used assertions that have been worth nothing for a day. */
@Injectable()
export class ExpiredTokens implements OnModuleInit {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule(QUEUE, DAILY);
    this.jobs.handle(QUEUE, () => this.drop());
  }

  /** The one way in which rows of clients go: by the function of the database that may do nothing else. */
  async drop(): Promise<void> {
    await this.database.query('clients.drop-expired', 'SELECT drop_expired_client_tokens()');
  }
}
