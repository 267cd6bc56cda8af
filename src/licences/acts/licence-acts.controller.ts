import { Body, Controller, Headers, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { unitCallerOf } from '../../access/authorisation/unit-caller.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import { ActAnswer } from '../licence-answers.ts';
import { ActOnLicence } from '../licence-requests.ts';
import type { LicenceActKind } from '../states/licence-acts.ts';
import { LicenceActsService } from './licence-acts.service.ts';

const LicenceId = z.uuid();

/** The caller and the idempotency key of one request. */
type Sender = readonly [caller: Caller, idempotencyKey: string | undefined];

/** Every act is a resource of its own below the licence: to revoke it, a revocation is made. */
@ApiTags('licence acts')
@ApiHeader({ name: 'Idempotency-Key', required: true, description: '8 to 128 printable characters' })
@Controller('api/v1/licences/:id')
export class LicenceActsController {
  constructor(@Inject(LicenceActsService) private readonly acts: LicenceActsService) {}

  @Post('suspensions')
  @Allows('licence.suspend')
  @Logged('licence.suspend')
  @ApiOperation({ summary: '暂扣: not to be used until resumed' })
  @ApiCreatedResponse({ standardSchema: ActAnswer })
  suspend(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Param('id', { schema: LicenceId }) id: string,
    @Body({ schema: ActOnLicence }) body: ActOnLicence,
  ): Promise<ActAnswer> {
    return this.act('suspension', [caller, key], id, body);
  }

  @Post('resumptions')
  @Allows('licence.resume')
  @Logged('licence.resume')
  @ApiOperation({ summary: '暂扣发还: the end of a suspension' })
  @ApiCreatedResponse({ standardSchema: ActAnswer })
  resume(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Param('id', { schema: LicenceId }) id: string,
    @Body({ schema: ActOnLicence }) body: ActOnLicence,
  ): Promise<ActAnswer> {
    return this.act('resumption', [caller, key], id, body);
  }

  @Post('loss-reports')
  @Allows('licence.report-lost')
  @Logged('licence.report-lost')
  @ApiOperation({ summary: '挂失: reported lost' })
  @ApiCreatedResponse({ standardSchema: ActAnswer })
  reportLost(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Param('id', { schema: LicenceId }) id: string,
    @Body({ schema: ActOnLicence }) body: ActOnLicence,
  ): Promise<ActAnswer> {
    return this.act('loss-report', [caller, key], id, body);
  }

  @Post('recoveries')
  @Allows('licence.recover')
  @Logged('licence.recover')
  @ApiOperation({ summary: '解除挂失: found again' })
  @ApiCreatedResponse({ standardSchema: ActAnswer })
  recover(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Param('id', { schema: LicenceId }) id: string,
    @Body({ schema: ActOnLicence }) body: ActOnLicence,
  ): Promise<ActAnswer> {
    return this.act('recovery', [caller, key], id, body);
  }

  @Post('transfers')
  @Allows('licence.transfer-out')
  @Logged('licence.transfer-out')
  @ApiOperation({ summary: '转出: the record goes to another register' })
  @ApiCreatedResponse({ standardSchema: ActAnswer })
  transferOut(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Param('id', { schema: LicenceId }) id: string,
    @Body({ schema: ActOnLicence }) body: ActOnLicence,
  ): Promise<ActAnswer> {
    return this.act('transfer', [caller, key], id, body);
  }

  @Post('cancellations')
  @Allows('licence.cancel')
  @Logged('licence.cancel')
  @ApiOperation({ summary: '注销: its purpose has ended' })
  @ApiCreatedResponse({ standardSchema: ActAnswer })
  cancel(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Param('id', { schema: LicenceId }) id: string,
    @Body({ schema: ActOnLicence }) body: ActOnLicence,
  ): Promise<ActAnswer> {
    return this.act('cancellation', [caller, key], id, body);
  }

  @Post('revocations')
  @Allows('licence.revoke')
  @Logged('licence.revoke')
  @ApiOperation({ summary: '吊销: taken away as a penalty' })
  @ApiCreatedResponse({ standardSchema: ActAnswer })
  revoke(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Param('id', { schema: LicenceId }) id: string,
    @Body({ schema: ActOnLicence }) body: ActOnLicence,
  ): Promise<ActAnswer> {
    return this.act('revocation', [caller, key], id, body);
  }

  @Post('withdrawals')
  @Allows('licence.withdraw')
  @Logged('licence.withdraw')
  @ApiOperation({ summary: '撤回: from now on only' })
  @ApiCreatedResponse({ standardSchema: ActAnswer })
  withdraw(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Param('id', { schema: LicenceId }) id: string,
    @Body({ schema: ActOnLicence }) body: ActOnLicence,
  ): Promise<ActAnswer> {
    return this.act('withdrawal', [caller, key], id, body);
  }

  @Post('annulments')
  @Allows('licence.annul')
  @Logged('licence.annul')
  @ApiOperation({ summary: '撤销: wrong from the start' })
  @ApiCreatedResponse({ standardSchema: ActAnswer })
  annul(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Param('id', { schema: LicenceId }) id: string,
    @Body({ schema: ActOnLicence }) body: ActOnLicence,
  ): Promise<ActAnswer> {
    return this.act('annulment', [caller, key], id, body);
  }

  private act(
    kind: LicenceActKind,
    [caller, idempotencyKey]: Sender,
    licenceId: string,
    body: ActOnLicence,
  ): Promise<ActAnswer> {
    return this.acts.act(unitCallerOf(caller), { kind, licenceId, body, idempotencyKey });
  }
}
