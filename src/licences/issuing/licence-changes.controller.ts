import { Body, Controller, Headers, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { unitCallerOf } from '../../access/authorisation/unit-caller.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import { IssuedLicence } from '../licence-answers.ts';
import { ChangeLicence } from '../licence-requests.ts';
import { LicenceChangesService } from './licence-changes.service.ts';

@ApiTags('licences')
@Controller('api/v1/licences/:id/changes')
export class LicenceChangesController {
  constructor(@Inject(LicenceChangesService) private readonly changes: LicenceChangesService) {}

  @Post()
  @Allows('licence.change')
  @Logged('licence.change')
  @ApiOperation({ summary: '变更、延续、补发: the next version, sealed anew; the one before is superseded' })
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: '8 to 128 printable characters' })
  @ApiCreatedResponse({ standardSchema: IssuedLicence })
  change(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: ChangeLicence }) body: ChangeLicence,
  ): Promise<IssuedLicence> {
    return this.changes.change(unitCallerOf(caller), id, body, idempotencyKey);
  }
}
