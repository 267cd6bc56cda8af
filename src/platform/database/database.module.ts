import { type DynamicModule, Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '../../config/config.ts';
import { HttpModule } from '../http/http.module.ts';
import { Readiness } from '../http/readiness.ts';
import { connectionSettings } from './connection-settings.ts';
import { Database } from './database.ts';
import { HotReads } from './hot-reads.ts';
import { TransactionRunner } from './transaction-runner.ts';

const MAX_CLOCK_SKEW_MS = 2_000;

/** The pool of the limited role: `Database` and `HotReads` to read, `TransactionRunner` to write. */
@Global()
@Module({})
export class DatabaseModule implements OnModuleInit {
  constructor(
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(Database) private readonly database: Database,
  ) {}

  /** @param url of the limited role */
  static forRoot(config: Config, url: string): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [HttpModule, TypeOrmModule.forRoot(dataSourceOptions(config, url))],
      providers: [
        Database,
        TransactionRunner,
        { provide: HotReads, useFactory: () => new HotReads(url, config.database.limits) },
      ],
      exports: [Database, TransactionRunner, HotReads],
    };
  }

  onModuleInit(): void {
    this.readiness.register('database', async () => {
      const skewMs = await this.clockSkewMs();
      if (Math.abs(skewMs) > MAX_CLOCK_SKEW_MS)
        throw new Error(
          `our clock and the database's differ by ${Math.round(skewMs)} ms: set up NTP on both machines`,
        );
    });
  }

  /** The database's clock minus ours, judged at the middle of the question's way there and back. */
  private async clockSkewMs(): Promise<number> {
    const askedAt = Date.now();
    const [row] = await this.database.query<{ now: Date }>(
      'database.clock',
      'select clock_timestamp() as now',
    );
    return (row?.now.getTime() ?? 0) - (askedAt + Date.now()) / 2;
  }
}

function dataSourceOptions(config: Config, url: string) {
  return {
    type: 'postgres' as const,
    url,
    autoLoadEntities: true,
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    logging: false,
    retryAttempts: 0,
    extra: connectionSettings(url, config.database.limits),
  };
}
