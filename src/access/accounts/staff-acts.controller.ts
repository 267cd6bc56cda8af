import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import { AccountsService } from './accounts.service.ts';
import { actingAs } from './acting-administrator.ts';
import { EnrolmentsService } from './enrolments.service.ts';
import { EnrolmentCode, enrolmentAnswer } from './staff-answers.ts';
import { AccountActReason } from './staff-requests.ts';

const Id = z.uuid();

/** Every act on an account is a resource of its own below it; nobody acts on their own account. */
@ApiTags('staff')
@Controller('api/v1/staff/:id')
export class StaffActsController {
  constructor(
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(EnrolmentsService) private readonly enrolments: EnrolmentsService,
  ) {}

  @Post('suspensions')
  @HttpCode(204)
  @Allows('account.suspend')
  @Logged('account.suspend')
  @ApiOperation({ summary: '停用账号 / Suspend: signed-in sessions count for nothing within five seconds' })
  @ApiNoContentResponse()
  suspend(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AccountActReason }) { reason }: AccountActReason,
  ): Promise<void> {
    return this.accounts.act(actingAs(caller, 'account.suspend'), 'suspension', id, reason);
  }

  @Post('resumptions')
  @HttpCode(204)
  @Allows('account.resume')
  @Logged('account.resume')
  @ApiOperation({ summary: '恢复账号 / End a suspension' })
  @ApiNoContentResponse()
  resume(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AccountActReason }) { reason }: AccountActReason,
  ): Promise<void> {
    return this.accounts.act(actingAs(caller, 'account.resume'), 'resumption', id, reason);
  }

  @Post('closures')
  @HttpCode(204)
  @Allows('account.close')
  @Logged('account.close')
  @ApiOperation({ summary: '注销账号 / Close for good: roles end, the login name is not given again' })
  @ApiNoContentResponse()
  close(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AccountActReason }) { reason }: AccountActReason,
  ): Promise<void> {
    return this.accounts.act(actingAs(caller, 'account.close'), 'closure', id, reason);
  }

  @Post('enrolments')
  @Allows('account.renew-enrolment')
  @Logged('account.renew-enrolment')
  @ApiOperation({ summary: '重发登记码 / A new one-time code, for a new password and second factor' })
  @ApiCreatedResponse({ standardSchema: EnrolmentCode })
  async renewEnrolment(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AccountActReason }) { reason }: AccountActReason,
  ): Promise<EnrolmentCode> {
    const acting = actingAs(caller, 'account.renew-enrolment');
    return enrolmentAnswer(await this.enrolments.renew(acting, id, reason));
  }

  @Post('enrolments/:enrolmentId/confirmations')
  @HttpCode(204)
  @Allows('account.confirm-enrolment')
  @Logged('account.confirm-enrolment')
  @ApiOperation({
    summary: '确认登记码 / The second pair of eyes on a code for an account that holds roles',
  })
  @ApiNoContentResponse()
  confirmEnrolment(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
    @Param('enrolmentId', { schema: Id }) enrolmentId: string,
  ): Promise<void> {
    return this.enrolments.confirm(actingAs(caller, 'account.confirm-enrolment'), id, enrolmentId);
  }
}
