import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allows, Costly, Logged } from '../../platform/http/route-rules.ts';
import { SessionEndings } from '../sessions/session-endings.ts';
import { OwnAccount } from './own-account.service.ts';
import { Challenge, challengeAnswer, Factors, Sessions, sessionsAnswer } from './sign-in-answers.ts';
import { FactorAddition, FactorOffer, FactorRemoval, PasswordChange } from './sign-in-requests.ts';
import { SignInVisit } from './sign-in-visit.ts';
import { OWN_ACCOUNT } from './staff-subjects.ts';

const Id = z.uuid();

/** What everybody who is signed in does with their own account. */
@ApiTags('sign-in')
@Controller('api/v1/staff-account')
export class OwnAccountController {
  constructor(
    @Inject(OwnAccount) private readonly own: OwnAccount,
    @Inject(SessionEndings) private readonly endings: SessionEndings,
    @Inject(SignInVisit) private readonly visit: SignInVisit,
  ) {}

  @Get('sessions')
  @Allows(OWN_ACCOUNT)
  @Logged('session.read')
  @ApiOperation({ summary: '我的登录状态 / Where I am signed in' })
  @ApiOkResponse({ standardSchema: Sessions })
  async sessions(@Req() request: FastifyRequest): Promise<Sessions> {
    const who = await this.visit.signedIn(request);
    return sessionsAnswer(await this.own.sessionsOf(who), who.session.id);
  }

  @Post('sign-out')
  @HttpCode(204)
  @Allows(OWN_ACCOUNT)
  @Logged('session.end')
  @ApiOperation({ summary: '退出登录 / Sign out: the session ends on the server' })
  @ApiNoContentResponse()
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { caller, session } = await this.visit.signedIn(request);
    await this.endings.end(caller, session.subject, session.id, 'signed-out');
    this.visit.dismiss(reply);
  }

  @Post('sessions/:id/ending')
  @HttpCode(204)
  @Allows(OWN_ACCOUNT)
  @Logged('session.end')
  @ApiOperation({ summary: '结束我的一个登录状态 / End one of my sessions' })
  @ApiNoContentResponse()
  async end(@Param('id', { schema: Id }) id: string, @Req() request: FastifyRequest): Promise<void> {
    const { caller, session } = await this.visit.signedIn(request);
    await this.endings.end(caller, session.subject, id, 'owner');
  }

  @Post('password')
  @HttpCode(204)
  @Allows(OWN_ACCOUNT)
  @Costly()
  @Logged('password.change')
  @ApiOperation({ summary: '更换密码 / Change the password; all other sessions end' })
  @ApiNoContentResponse()
  async changePassword(
    @Body({ schema: PasswordChange }) { present, next }: PasswordChange,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.own.changePassword(await this.visit.signedIn(request), present, next);
  }

  @Get('factors')
  @Allows(OWN_ACCOUNT)
  @Logged('factor.read')
  @ApiOperation({ summary: '我的验证方式 / My second factors' })
  @ApiOkResponse({ standardSchema: Factors })
  async factors(@Req() request: FastifyRequest): Promise<Factors> {
    const factors = await this.own.factorsOf(await this.visit.signedIn(request));
    return {
      factors: factors.map(({ addedAt, lastUsedAt, ...factor }) => ({
        ...factor,
        addedAt: addedAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
    };
  }

  @Post('factors/offers')
  @Allows(OWN_ACCOUNT)
  @Logged('factor.read')
  @ApiOperation({ summary: '取登记验证方式的挑战 / What it takes to register a further factor' })
  @ApiCreatedResponse({ standardSchema: Challenge })
  async offer(
    @Body({ schema: FactorOffer }) { kind }: FactorOffer,
    @Req() request: FastifyRequest,
  ): Promise<Challenge> {
    return challengeAnswer(await this.own.offerFactor(await this.visit.signedIn(request), kind));
  }

  @Post('factors')
  @HttpCode(204)
  @Allows(OWN_ACCOUNT)
  @Costly()
  @Logged('factor.add')
  @ApiOperation({ summary: '登记验证方式 / Register a further factor' })
  @ApiNoContentResponse()
  async add(
    @Body({ schema: FactorAddition }) { password, ...registration }: FactorAddition,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.own.addFactor(await this.visit.signedIn(request), password, registration);
  }

  @Post('factors/:id/removal')
  @HttpCode(204)
  @Allows(OWN_ACCOUNT)
  @Costly()
  @Logged('factor.remove')
  @ApiOperation({ summary: '移除验证方式 / Remove a factor; one has to remain' })
  @ApiNoContentResponse()
  async remove(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: FactorRemoval }) { password }: FactorRemoval,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.own.removeFactor(await this.visit.signedIn(request), password, id);
  }
}
