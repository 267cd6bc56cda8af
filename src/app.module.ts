import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module.ts';
import { AuditModule } from './audit/audit.module.ts';
import { CatalogueModule } from './catalogue/catalogue.module.ts';
import { ConfigModule } from './config/config.module.ts';
import type { Config } from './config/config.ts';
import { LicencesModule } from './licences/licences.module.ts';
import { ClockModule } from './platform/clock.module.ts';
import { DatabaseModule } from './platform/database/database.module.ts';
import { HttpModule } from './platform/http/http.module.ts';
import { JobsModule } from './platform/jobs/jobs.module.ts';
import type { Logger } from './platform/logging/logger.ts';
import { LoggingModule } from './platform/logging/logging.module.ts';
import { SecretsModule } from './platform/secrets/secrets.module.ts';
import { StorageModule } from './platform/storage/storage.module.ts';
import { ProblemReportsModule } from './problem-reports/problem-reports.module.ts';
import { SealsModule } from './seals/seals.module.ts';
import type { Clock } from './shared/clock.ts';
import { SigningModule } from './signing/signing.module.ts';
import { TrustModule } from './trust/trust.module.ts';
import { VerificationModule } from './verification/verification.module.ts';
import { InterfaceModule } from './web/interface/interface.module.ts';
import { WebModule } from './web/web.module.ts';

export interface AppParts {
  readonly config: Config;
  readonly logger: Logger;
  /** URL of the limited role. */
  readonly databaseUrl: string;
  readonly clock: Clock;
}

/** The whole service; wiring only. */
@Module({})
export class AppModule {
  static forRoot({ config, logger, databaseUrl, clock }: AppParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        LoggingModule.forRoot(logger),
        ClockModule.forRoot(clock),
        HttpModule,
        DatabaseModule.forRoot(config, databaseUrl),
        SecretsModule,
        StorageModule,
        JobsModule,
        AuditModule.forRoot(config, databaseUrl),
        CatalogueModule,
        AccessModule,
        TrustModule,
        SigningModule,
        VerificationModule,
        ProblemReportsModule,
        WebModule,
        InterfaceModule,
        SealsModule,
        LicencesModule,
      ],
    };
  }
}
