import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Costly, Logged, Public } from '../../platform/http/route-rules.ts';
import { Enrolling } from './enrolling.service.ts';
import { FACTOR_KINDS } from './factors/second-factor.ts';
import { Challenge, challengeAnswer, SignInBegun, SignInStep } from './sign-in-answers.ts';
import { ChallengeWanted, EnrolmentEnd, EnrolmentStart } from './sign-in-requests.ts';
import { SignInVisit } from './sign-in-visit.ts';

/** Enrolling with a one-time code: password, second factor, active account. */
@ApiTags('sign-in')
@Controller('api/v1/staff-enrolments')
export class EnrollingController {
  constructor(
    @Inject(Enrolling) private readonly enrolling: Enrolling,
    @Inject(SignInVisit) private readonly visit: SignInVisit,
  ) {}

  @Post('attempts')
  @Public()
  @Costly()
  @Logged('enrolment.use')
  @ApiOperation({ summary: '登记第一步 / First step: one-time code and new password' })
  @ApiCreatedResponse({ standardSchema: SignInBegun })
  async begin(
    @Body({ schema: EnrolmentStart }) form: EnrolmentStart,
    @Req() request: FastifyRequest,
  ): Promise<SignInBegun> {
    const { caller } = await this.visit.visitor(request);
    return { attempt: await this.enrolling.begin(form, caller), kinds: [...FACTOR_KINDS] };
  }

  @Post('offers')
  @Public()
  @Logged('enrolment.use')
  @ApiOperation({ summary: '取登记验证方式的挑战 / What it takes to register the second factor' })
  @ApiCreatedResponse({ standardSchema: Challenge })
  async offer(@Body({ schema: ChallengeWanted }) { attempt, kind }: ChallengeWanted): Promise<Challenge> {
    return challengeAnswer(await this.enrolling.offer(attempt, kind));
  }

  @Post()
  @HttpCode(200)
  @Public()
  @Logged('enrolment.use')
  @ApiOperation({ summary: '登记第二步 / Last step: the factor proves itself, the account is active' })
  @ApiOkResponse({ standardSchema: SignInStep })
  async finish(
    @Body({ schema: EnrolmentEnd }) { attempt, ...registration }: EnrolmentEnd,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInStep> {
    const opened = await this.enrolling.finish(attempt, registration, await this.visit.visitor(request));
    this.visit.welcome(reply, opened);
    return { session: opened.id, next: null };
  }
}
