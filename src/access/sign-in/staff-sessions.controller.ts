import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { AccountsErrorCode } from '../accounts/accounts.errors.ts';
import { covers, reachOf } from '../authorisation/grants.ts';
import type { SessionSubject } from '../sessions/session.ts';
import { SessionEndings } from '../sessions/session-endings.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { Sessions, SessionsEnded, sessionsAnswer } from './sign-in-answers.ts';
import { SigningAccountsQueries } from './signing-accounts.queries.ts';

const Id = z.uuid();

/** Signed-in states of others, for the security administrator. */
@ApiTags('sign-in')
@Controller('api/v1/staff/:id/sessions')
export class StaffSessionsController {
  constructor(
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(SessionEndings) private readonly endings: SessionEndings,
    @Inject(SigningAccountsQueries) private readonly accounts: SigningAccountsQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Allows('session.read')
  @Logged('session.read')
  @ApiOperation({ summary: '某人的登录状态 / Where somebody is signed in' })
  @ApiOkResponse({ standardSchema: Sessions })
  async list(@CurrentCaller() caller: Caller, @Param('id', { schema: Id }) id: string): Promise<Sessions> {
    const subject = await this.subject(caller, 'session.read', id);
    return sessionsAnswer(await this.sessions.liveOf(subject, this.clock.now()), null);
  }

  @Post('ending')
  @HttpCode(200)
  @Allows('session.end')
  @Logged('session.end')
  @ApiOperation({ summary: '结束某人的全部登录状态 / End all sessions of somebody' })
  @ApiOkResponse({ standardSchema: SessionsEnded })
  async endAll(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
  ): Promise<SessionsEnded> {
    const subject = await this.subject(caller, 'session.end', id);
    return { ended: await this.endings.endAll(caller, subject, 'security-administrator') };
  }

  @Post(':sessionId/ending')
  @HttpCode(204)
  @Allows('session.end')
  @Logged('session.end')
  @ApiOperation({ summary: '结束某人的一个登录状态 / End one session of somebody' })
  @ApiNoContentResponse()
  async end(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
    @Param('sessionId', { schema: Id }) sessionId: string,
  ): Promise<void> {
    const subject = await this.subject(caller, 'session.end', id);
    await this.endings.end(caller, subject, sessionId, 'security-administrator');
  }

  /** An account that the caller's act reaches. */
  private async subject(caller: Caller, act: string, id: string): Promise<SessionSubject> {
    const account = await this.accounts.byId(id);
    if (!account || !covers(reachOf(caller, act), account.unitId))
      throw new DomainError<AccountsErrorCode>('not-found', 'account.not-found');
    return { kind: 'staff', id };
  }
}
