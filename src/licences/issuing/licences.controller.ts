import { Body, Controller, Headers, Inject, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { unitCallerOf } from '../../access/authorisation/unit-caller.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import { IssuedLicence } from '../licence-answers.ts';
import { IssueLicence } from '../licence-requests.ts';
import { LicenceIssuingService } from './licence-issuing.service.ts';

@ApiTags('licences')
@Controller('api/v1/licences')
export class LicencesController {
  constructor(@Inject(LicenceIssuingService) private readonly issuing: LicenceIssuingService) {}

  @Post()
  @Allows('licence.issue')
  @Logged('licence.issue')
  @ApiOperation({
    summary: '签发证照 / Issue a licence: checked, drawn, sealed and entered when this answers',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: '8 to 128 printable characters' })
  @ApiCreatedResponse({ standardSchema: IssuedLicence })
  issue(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Body({ schema: IssueLicence }) body: IssueLicence,
  ): Promise<IssuedLicence> {
    return this.issuing.issue(unitCallerOf(caller), body, idempotencyKey);
  }
}
