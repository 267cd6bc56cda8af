import {
  type DynamicModule,
  Global,
  Inject,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Client } from 'pg';
import type { Config } from '../config/config.ts';
import { connectionSettings } from '../platform/database/connection-settings.ts';
import { HttpModule } from '../platform/http/http.module.ts';
import { Readiness } from '../platform/http/readiness.ts';
import { REQUEST_LOG } from '../platform/http/request-log.ts';
import { Secrets } from '../platform/secrets/secrets.ts';
import { AuditLog } from './audit-log.ts';
import { AuditWriter } from './audit-writer.ts';
import { AuditedRequests } from './audited-requests.ts';
import { PartitionKeeper } from './partition-keeper.ts';
import { LogProofsController } from './proofs/log-proofs.controller.ts';
import { LogProofs } from './proofs/log-proofs.service.ts';
import { SubtreeHashes } from './proofs/subtree-hashes.ts';
import { LimitRefusals } from './refusals/limit-refusals.ts';
import { LogEntriesController } from './search/log-entries.controller.ts';
import { LogSearchQueries } from './search/log-search.queries.ts';
import { LogTreeModule } from './tree/log-tree.module.ts';

/** The access log, for everything above it. */
@Global()
@Module({})
export class AuditModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(AuditWriter) private readonly writer: AuditWriter,
    @Inject(LimitRefusals) private readonly refusals: LimitRefusals,
  ) {}

  /** @param url of the limited role */
  static forRoot(config: Config, url: string): DynamicModule {
    return {
      module: AuditModule,
      imports: [HttpModule, LogTreeModule],
      controllers: [LogProofsController, LogEntriesController],
      providers: [
        {
          provide: AuditWriter,
          inject: [Secrets],
          useFactory: (secrets: Secrets) => newWriter(secrets, config, url),
        },
        AuditLog,
        LimitRefusals,
        PartitionKeeper,
        SubtreeHashes,
        LogProofs,
        LogSearchQueries,
        { provide: REQUEST_LOG, useClass: AuditedRequests },
      ],
      exports: [AuditLog, REQUEST_LOG, LogProofs, LogSearchQueries, LogTreeModule],
    };
  }

  onModuleInit(): void {
    this.readiness.register('access log', () => this.writer.probe());
  }

  /** After the last answer: each waited for its entry, so nothing is left but what was counted, and the connection. */
  async onApplicationShutdown(): Promise<void> {
    await this.refusals.writeEnded(true);
    await this.writer.close();
  }
}

function newWriter(secrets: Secrets, config: Config, url: string): AuditWriter {
  const box = secrets.sealedBox('audit.personal');
  const { max: _poolSize, ...settings } = connectionSettings(url, config.database.limits);
  return new AuditWriter({
    newClient: () => new Client(settings),
    seal: (personal, id) => box.seal(personal, `audit_entries/${id}`),
  });
}
