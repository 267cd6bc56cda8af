import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FormTokens } from '../../access/sessions/form-tokens.ts';
import type { SessionErrorCode } from '../../access/sessions/session.errors.ts';
import { SessionEndings } from '../../access/sessions/session-endings.ts';
import { OwnAccount, type SignedIn } from '../../access/sign-in/own-account.service.ts';
import { SignInVisit } from '../../access/sign-in/sign-in-visit.ts';
import { OWN_ACCOUNT } from '../../access/sign-in/staff-subjects.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import { Allows, Costly, Logged } from '../../platform/http/route-rules.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { presentFactor, presentSessions } from '../presenters/staff-account.presenter.ts';
import { same } from '../text/bilingual.ts';
import { FACTOR_TEXTS, STAFF_TEXTS as T } from '../text/staff-texts.ts';
import type { FieldProblem } from '../views/form-parts.tsx';
import { AccountPage } from '../views/staff-account-page.tsx';
import { RegisterFactorPage } from '../views/staff-enrol-page.tsx';
import { ASSETS, type Assets } from './assets.ts';
import { kindIn, labelIn, readFactorAnswer } from './factor-form-input.ts';
import { type FormBody, textOf } from './form-body.ts';
import { formProblems } from './form-problems.ts';
import { StaffPageResponder } from './staff-page-responder.ts';

const Id = z.uuid();
const DONE = '/staff/account?done=1';

/** One's own account: factors, sessions, password, signing out. */
@ApiExcludeController()
@Controller('staff/account')
export class StaffAccountPageController {
  constructor(
    @Inject(OwnAccount) private readonly own: OwnAccount,
    @Inject(SessionEndings) private readonly endings: SessionEndings,
    @Inject(SignInVisit) private readonly visit: SignInVisit,
    @Inject(FormTokens) private readonly formTokens: FormTokens,
    @Inject(StaffPageResponder) private readonly responder: StaffPageResponder,
    @Inject(ASSETS) private readonly assets: Assets,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allows(OWN_ACCOUNT)
  @Logged('session.read')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sendAccount(request, reply, await this.visit.signedIn(request), []);
  }

  @Post('sign-out')
  @Allows(OWN_ACCOUNT)
  @Logged('session.end')
  async signOut(
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { caller, session } = await this.sender(request, body);
    await this.endings.end(caller, session.subject, session.id, 'signed-out');
    this.visit.dismiss(reply);
    void reply.redirect('/staff/sign-in', 303);
  }

  @Post('sessions/:id/ending')
  @Allows(OWN_ACCOUNT)
  @Logged('session.end')
  async endSession(
    @Param('id', { schema: Id }) id: string,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { caller, session } = await this.sender(request, body);
    await this.endings.end(caller, session.subject, id, 'owner');
    void reply.redirect(DONE, 303);
  }

  @Post('password')
  @Allows(OWN_ACCOUNT)
  @Costly()
  @Logged('password.change')
  async changePassword(
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const who = await this.sender(request, body);
    const next = textOf(body, 'newPassword');
    if (next !== textOf(body, 'repeat'))
      return this.sendAccount(request, reply, who, [{ field: 'repeat', code: 'password.not-repeated' }]);
    try {
      await this.own.changePassword(who, textOf(body, 'password'), next);
      void reply.redirect(DONE, 303);
    } catch (error) {
      const problems = formProblems(error, 'password', { password: 'newPassword' });
      await this.sendAccount(request, reply, who, problems);
    }
  }

  @Get('factors')
  @Allows(OWN_ACCOUNT)
  @Logged('factor.read')
  async newFactor(
    @Query() query: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sendFactor(request, reply, await this.visit.signedIn(request), query, []);
  }

  @Post('factors')
  @Allows(OWN_ACCOUNT)
  @Costly()
  @Logged('factor.add')
  async addFactor(
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const who = await this.sender(request, body);
    const answer = readFactorAnswer(body);
    const label = labelIn(body, FACTOR_TEXTS[answer.kind].zh);
    try {
      await this.own.addFactor(who, textOf(body, 'password'), { ...answer, label });
      void reply.redirect(DONE, 303);
    } catch (error) {
      await this.sendFactor(request, reply, who, body, formProblems(error, 'password', { answer: 'answer' }));
    }
  }

  @Post('factors/:id/removal')
  @Allows(OWN_ACCOUNT)
  @Costly()
  @Logged('factor.remove')
  async removeFactor(
    @Param('id', { schema: Id }) id: string,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const who = await this.sender(request, body);
    try {
      await this.own.removeFactor(who, textOf(body, 'password'), id);
      void reply.redirect(DONE, 303);
    } catch (error) {
      await this.sendAccount(request, reply, who, formProblems(error, `password-${id}`));
    }
  }

  /** Who sends a form of ours. @throws DomainError form.outdated for a form of another session, or of no page of ours */
  private async sender(request: FastifyRequest, body: FormBody): Promise<SignedIn> {
    const who = await this.visit.signedIn(request);
    if (!this.formTokens.fits(who.session.id, textOf(body, 'formToken')))
      throw new DomainError<SessionErrorCode>('forbidden', 'form.outdated');
    return who;
  }

  private async sendAccount(
    request: FastifyRequest,
    reply: FastifyReply,
    who: SignedIn,
    problems: FieldProblem[],
  ): Promise<void> {
    const [account, factors, sessions] = await Promise.all([
      this.own.accountOf(who),
      this.own.factorsOf(who),
      this.own.sessionsOf(who),
    ]);
    const main = (
      <AccountPage
        rows={[
          { label: T.name, value: same(account.name) },
          { label: T.login, value: same(account.login), code: true },
        ]}
        factors={factors.map(presentFactor)}
        sessions={presentSessions(sessions, who.session.id)}
        formToken={this.formTokens.of(who.session.id)}
        rules={this.config.signIn.password}
        problems={problems}
        isDone={textOf(request.query as FormBody, 'done') === '1'}
      />
    );
    await this.responder.send(request, reply, { title: T.accountTitle, main }, problems);
  }

  private async sendFactor(
    request: FastifyRequest,
    reply: FastifyReply,
    who: SignedIn,
    wanted: FormBody,
    problems: FieldProblem[],
  ): Promise<void> {
    const kind = kindIn(wanted) ?? 'webauthn';
    const told = await this.own.offerFactor(who, kind);
    const main = (
      <RegisterFactorPage
        kind={kind}
        told={told}
        path="/staff/account/factors"
        label={textOf(wanted, 'label') || FACTOR_TEXTS[kind].zh}
        problems={problems}
        formToken={this.formTokens.of(who.session.id)}
      />
    );
    const script = kind === 'webauthn' ? { script: this.assets.securityKeyUrl } : {};
    await this.responder.send(request, reply, { title: T.factorTitle, main, ...script }, problems);
  }
}
