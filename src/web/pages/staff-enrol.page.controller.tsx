import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Enrolling } from '../../access/sign-in/enrolling.service.ts';
import { SignInVisit } from '../../access/sign-in/sign-in-visit.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import { Costly, Logged, Public } from '../../platform/http/route-rules.ts';
import { FACTOR_TEXTS, STAFF_TEXTS as T } from '../text/staff-texts.ts';
import type { FieldProblem } from '../views/form-parts.tsx';
import { EnrolPage, RegisterFactorPage } from '../views/staff-enrol-page.tsx';
import { ASSETS, type Assets } from './assets.ts';
import { kindIn, labelIn, readFactorAnswer } from './factor-form-input.ts';
import { type FormBody, textOf } from './form-body.ts';
import { formProblems } from './form-problems.ts';
import { StaffAttemptCookie } from './staff-attempt-cookie.ts';
import { StaffPageResponder } from './staff-page-responder.ts';

/** Enrolling with a one-time code, page by page. */
@ApiExcludeController()
@Controller('staff/enrol')
export class StaffEnrolPageController {
  constructor(
    @Inject(Enrolling) private readonly enrolling: Enrolling,
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
    return this.sendFirst(request, reply, undefined, []);
  }

  @Post()
  @Public()
  @Costly()
  @Logged('enrolment.use')
  async begin(
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { caller } = await this.visit.visitor(request);
    const password = textOf(body, 'newPassword');
    if (password !== textOf(body, 'repeat'))
      return this.sendFirst(request, reply, body, [{ field: 'repeat', code: 'password.not-repeated' }]);
    try {
      const form = { login: textOf(body, 'login'), code: textOf(body, 'code'), password };
      reply.header('set-cookie', this.attemptCookie.set(await this.enrolling.begin(form, caller)));
      void reply.redirect('/staff/enrol/factor', 303);
    } catch (error) {
      await this.sendFirst(request, reply, body, formProblems(error, 'code', { password: 'newPassword' }));
    }
  }

  @Get('factor')
  @Public()
  @Logged('page.read')
  async factor(
    @Query() query: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orFirst(request, reply, () => this.sendFactor(request, reply, query, []));
  }

  @Post('factor')
  @Public()
  @Logged('enrolment.use')
  async finish(
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visitor = await this.visit.visitor(request);
    const answer = readFactorAnswer(body);
    const label = labelIn(body, FACTOR_TEXTS[answer.kind].zh);
    await this.orFirst(request, reply, async () => {
      try {
        const token = this.attemptCookie.valueIn(request.headers.cookie);
        this.visit.welcome(reply, await this.enrolling.finish(token, { ...answer, label }, visitor));
        reply.header('set-cookie', this.attemptCookie.clear());
        void reply.redirect('/staff/account', 303);
      } catch (error) {
        await this.sendFactor(request, reply, body, formProblems(error, 'answer'));
      }
    });
  }

  /** Shows the first step, with the reason, where an enrolment is over. */
  private async orFirst(
    request: FastifyRequest,
    reply: FastifyReply,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.sendFirst(request, reply, undefined, formProblems(error, 'code'));
    }
  }

  private sendFirst(
    request: FastifyRequest,
    reply: FastifyReply,
    body: FormBody,
    problems: FieldProblem[],
  ): Promise<void> {
    const typed = { login: textOf(body, 'login'), code: textOf(body, 'code') };
    const main = <EnrolPage {...typed} rules={this.config.signIn.password} problems={problems} />;
    return this.responder.send(request, reply, { title: T.enrolTitle, main }, problems);
  }

  private async sendFactor(
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: FormBody,
    problems: FieldProblem[],
  ): Promise<void> {
    const kind = kindIn(wanted) ?? 'webauthn';
    const told = await this.enrolling.offer(this.attemptCookie.valueIn(request.headers.cookie), kind);
    const main = (
      <RegisterFactorPage
        kind={kind}
        told={told}
        path="/staff/enrol/factor"
        label={textOf(wanted, 'label') || FACTOR_TEXTS[kind].zh}
        problems={problems}
        formToken={null}
      />
    );
    const script = kind === 'webauthn' ? { script: this.assets.securityKeyUrl } : {};
    await this.responder.send(request, reply, { title: T.factorTitle, main, ...script }, problems);
  }
}
