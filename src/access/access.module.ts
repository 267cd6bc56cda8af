import { Global, Module } from '@nestjs/common';
import { ACCESS_POLICY } from '../platform/http/access-policy.ts';
import './access.errors.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { UnitKeyPolicy } from './unit-key-policy.ts';
import { UnitsController } from './units.controller.ts';
import { UnitsQueries } from './units.queries.ts';
import { UnitsService } from './units.service.ts';

/** Units and the keys of their systems. Global, because the guard of every route asks its policy. */
@Global()
@Module({
  controllers: [UnitsController],
  providers: [
    UnitsQueries,
    UnitsService,
    ApiKeysService,
    UnitKeyPolicy,
    { provide: ACCESS_POLICY, useExisting: UnitKeyPolicy },
  ],
  exports: [UnitsQueries, UnitsService, ApiKeysService, ACCESS_POLICY],
})
export class AccessModule {}
