import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Costly, Logged, Public } from '../../platform/http/route-rules.ts';
import { SignIn } from './sign-in.service.ts';
import { Challenge, challengeAnswer, SignInBegun, SignInStep } from './sign-in-answers.ts';
import { ChallengeWanted, NewPassword, SignInProof, SignInStart } from './sign-in-requests.ts';
import { SignInVisit } from './sign-in-visit.ts';

/** Signing in, step by step, for programs; people have the pages below /staff. */
@ApiTags('sign-in')
@Controller('api/v1/staff-sessions')
export class SignInController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(SignInVisit) private readonly visit: SignInVisit,
  ) {}

  @Post('attempts')
  @Public()
  @Costly()
  @Logged('session.open')
  @ApiOperation({ summary: '登录第一步 / First step: login and password' })
  @ApiCreatedResponse({ standardSchema: SignInBegun })
  async begin(
    @Body({ schema: SignInStart }) { login, password }: SignInStart,
    @Req() request: FastifyRequest,
  ): Promise<SignInBegun> {
    const { caller } = await this.visit.visitor(request);
    const { attempt, kinds } = await this.signIn.begin(login, password, caller);
    return { attempt, kinds: [...kinds] };
  }

  @Post('challenges')
  @Public()
  @Logged('session.begin')
  @ApiOperation({ summary: '取第二步的挑战 / What the second step has to answer' })
  @ApiCreatedResponse({ standardSchema: Challenge })
  async challenge(@Body({ schema: ChallengeWanted }) { attempt, kind }: ChallengeWanted): Promise<Challenge> {
    return challengeAnswer(await this.signIn.challenge(attempt, kind));
  }

  @Post()
  @HttpCode(200)
  @Public()
  @Logged('session.open')
  @ApiOperation({
    summary: '登录第二步 / Second step: a second factor; the cookie is set when a session opens',
  })
  @ApiOkResponse({ standardSchema: SignInStep })
  async prove(
    @Body({ schema: SignInProof }) { attempt, kind, challenge, answer }: SignInProof,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInStep> {
    const visitor = await this.visit.visitor(request);
    const opened = await this.signIn.prove(attempt, { kind, challenge, answer }, visitor);
    if (!opened) return { session: null, next: 'new-password' };
    this.visit.welcome(reply, opened);
    return { session: opened.id, next: null };
  }

  @Post('new-password')
  @HttpCode(200)
  @Public()
  @Costly()
  @Logged('session.open')
  @ApiOperation({ summary: '更换到期的密码 / A new password where the present one was too old' })
  @ApiOkResponse({ standardSchema: SignInStep })
  async renewPassword(
    @Body({ schema: NewPassword }) { attempt, password }: NewPassword,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInStep> {
    const opened = await this.signIn.renewPassword(attempt, password, await this.visit.visitor(request));
    this.visit.welcome(reply, opened);
    return { session: opened.id, next: null };
  }
}
