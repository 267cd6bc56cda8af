import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FACTOR_KINDS } from '../../access/sign-in/factors/second-factor.ts';
import { SignIn } from '../../access/sign-in/sign-in.service.ts';
import { SignInVisit } from '../../access/sign-in/sign-in-visit.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import { Costly, Logged, Public } from '../../platform/http/route-rules.ts';
import { STAFF_TEXTS as T } from '../text/staff-texts.ts';
import type { FieldProblem } from '../views/form-parts.tsx';
import { NewPasswordPage, SecondStepPage, StaffSignInPage } from '../views/staff-sign-in-page.tsx';
import { ASSETS, type Assets } from './assets.ts';
import { kindIn, readFactorAnswer } from './factor-form-input.ts';
import { type FormBody, textOf } from './form-body.ts';
import { formProblems } from './form-problems.ts';
import { StaffAttemptCookie } from './staff-attempt-cookie.ts';
import { StaffPageResponder } from './staff-page-responder.ts';

/** Signing in, page by page. Each step that is over sends the reader back to the first. */
@ApiExcludeController()
@Controller('staff/sign-in')
export class StaffSignInPageController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(SignInVisit) private readonly visit: SignInVisit,
    @Inject(StaffAttemptCookie) private readonly attemptCookie: StaffAttemptCookie,
    @Inject(StaffPageResponder) private readonly responder: StaffPageResponder,
    @Inject(ASSETS) private readonly assets: Assets,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @Logged('page.read')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sendFirst(request, reply, '', []);
  }

  @Post()
  @Public()
  @Costly()
  @Logged('session.open')
  async begin(
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { caller } = await this.visit.visitor(request);
    const login = textOf(body, 'login');
    try {
      const { attempt } = await this.signIn.begin(login, textOf(body, 'password'), caller);
      reply.header('set-cookie', this.attemptCookie.set(attempt));
      void reply.redirect('/staff/sign-in/second-step', 303);
    } catch (error) {
      await this.sendFirst(request, reply, login, formProblems(error, 'login'));
    }
  }

  @Get('second-step')
  @Public()
  @Logged('page.read')
  secondStep(
    @Query() query: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.orFirst(request, reply, () => this.sendSecond(request, reply, query, []));
  }

  @Post('second-step')
  @Public()
  @Logged('session.open')
  async prove(
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visitor = await this.visit.visitor(request);
    await this.orFirst(request, reply, async () => {
      try {
        const opened = await this.signIn.prove(this.token(request), readFactorAnswer(body), visitor);
        if (!opened) return void reply.redirect('/staff/sign-in/new-password', 303);
        this.visit.welcome(reply, opened);
        this.leave(reply);
      } catch (error) {
        await this.sendSecond(request, reply, body, formProblems(error, 'answer'));
      }
    });
  }

  @Get('new-password')
  @Public()
  @Logged('page.read')
  newPassword(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sendNewPassword(request, reply, []);
  }

  @Post('new-password')
  @Public()
  @Costly()
  @Logged('session.open')
  async renewPassword(
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visitor = await this.visit.visitor(request);
    const password = textOf(body, 'newPassword');
    if (password !== textOf(body, 'repeat'))
      return this.sendNewPassword(request, reply, [{ field: 'repeat', code: 'password.not-repeated' }]);
    try {
      this.visit.welcome(reply, await this.signIn.renewPassword(this.token(request), password, visitor));
      this.leave(reply);
    } catch (error) {
      await this.sendNewPassword(request, reply, formProblems(error, 'newPassword'));
    }
  }

  private token({ headers }: FastifyRequest): string | undefined {
    return this.attemptCookie.valueIn(headers.cookie);
  }

  private leave(reply: FastifyReply): void {
    reply.header('set-cookie', this.attemptCookie.clear());
    void reply.redirect('/staff/account', 303);
  }

  /** Shows the first step, with the reason, where an attempt is over. */
  private async orFirst(
    request: FastifyRequest,
    reply: FastifyReply,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.sendFirst(request, reply, '', formProblems(error, 'login'));
    }
  }

  private sendFirst(
    request: FastifyRequest,
    reply: FastifyReply,
    login: string,
    problems: FieldProblem[],
  ): Promise<void> {
    const main = <StaffSignInPage login={login} problems={problems} />;
    return this.responder.send(request, reply, { title: T.signInTitle, main }, problems);
  }

  /** Each time with a new challenge: the one before was taken by the answer. */
  private async sendSecond(
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: FormBody,
    problems: FieldProblem[],
  ): Promise<void> {
    const token = this.token(request);
    const kinds = await this.signIn.kindsOf(token);
    const kind = kindIn(wanted, kinds) ?? FACTOR_KINDS.find((one) => kinds.includes(one)) ?? 'totp';
    const told = await this.signIn.challenge(token, kind);
    const main = <SecondStepPage kinds={kinds} kind={kind} told={told} problems={problems} />;
    const script = kind === 'webauthn' ? { script: this.assets.securityKeyUrl } : {};
    await this.responder.send(request, reply, { title: T.secondTitle, main, ...script }, problems);
  }

  private sendNewPassword(
    request: FastifyRequest,
    reply: FastifyReply,
    problems: FieldProblem[],
  ): Promise<void> {
    const main = <NewPasswordPage rules={this.config.signIn.password} problems={problems} />;
    return this.responder.send(request, reply, { title: T.newPasswordTitle, main }, problems);
  }
}
