import { Body, Controller, Get, Inject, Post, Req, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-fastify/multipart';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Costly, Logged, Public } from '../../platform/http/route-rules.ts';
import { shanghaiDateOf } from '../../shared/calendar-date.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { FileChecks } from '../../verification/files/file-checks.service.ts';
import { LookUps } from '../../verification/lookups/look-ups.service.ts';
import type { VerificationReport } from '../../verification/verification-report.ts';
import { presentOnDateForm } from '../presenters/on-date.presenter.ts';
import { joinTexts, same } from '../text/bilingual.ts';
import { CHECK_TEXTS } from '../text/check-texts.ts';
import { FORM_TEXTS } from '../text/form-texts.ts';
import {
  type CheckField,
  CheckPage,
  type CheckPageProblem,
  type CheckPageProps,
  EMPTY_VALUES,
} from '../views/check-page.tsx';
import { type DateReading, readDate } from './date-input.ts';
import { type FormBody, textOf } from './form-body.ts';
import { type NumberCheck, readNumberCheck } from './number-check-input.ts';
import { PageResponder } from './page-responder.ts';
import { PublishedRegister } from './published-register.ts';
import { ResultResponder } from './result-responder.tsx';

type Values = CheckPageProps['values'];
type Lookup = Exclude<NumberCheck, { kind: 'wrong' | 'token' }>;

/** Which field of the page a problem of verification is about. */
const FIELD_OF_PATH: Readonly<Record<string, CheckField>> = {
  identifier: 'number',
  number: 'number',
  licenceType: 'licence-type',
  name: 'name',
  file: 'file',
};

/** The first page: forms by number, file and photo, and the answers to them. */
@ApiExcludeController()
@Controller()
export class CheckPageController {
  constructor(
    @Inject(LookUps) private readonly lookUps: LookUps,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FileChecks) private readonly fileChecks: FileChecks,
    @Inject(PublishedRegister) private readonly register: PublishedRegister,
    @Inject(PageResponder) private readonly responder: PageResponder,
    @Inject(ResultResponder) private readonly results: ResultResponder,
  ) {}

  @Get()
  @Public()
  @Logged('page.read')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sendForm(request, reply, EMPTY_VALUES, []);
  }

  /** Who opens the address of an answer again has no answer there: a form's answer is kept by nobody. */
  @Get(['check/number', 'check/file', 'check/statement'])
  @Public()
  @Logged('page.read')
  backToForm(@Res() reply: FastifyReply): void {
    void reply.redirect('/', 303);
  }

  @Post('check/number')
  @Public()
  @Logged('verification.number')
  async byNumber(
    @Body() body: FormBody,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values: Values = {
      number: textOf(body, 'number'),
      name: textOf(body, 'name'),
      licenceType: textOf(body, 'licenceType'),
    };
    const check = readNumberCheck(values);
    if (check.kind === 'token') return void reply.redirect(`/v/${check.token}`, 303);
    if (check.kind === 'wrong') return this.sendForm(request, reply, values, check.problems);
    const fields = { year: textOf(body, 'year'), month: textOf(body, 'month'), day: textOf(body, 'day') };
    const day = readDate(fields, shanghaiDateOf(this.clock.now()));
    await this.orForm(request, reply, values, async () => {
      const report = await this.lookUp(check, caller, day);
      const repeated = { method: 'post', action: '/check/number', hidden: { ...values } } as const;
      await this.results.send(request, reply, report, presentOnDateForm(report, repeated, fields, day));
    });
  }

  @Post('check/file')
  @Public()
  @Logged('verification.file')
  @Costly()
  @UseInterceptors(FileInterceptor('file'))
  async byFile(
    @UploadedFile() file: { readonly buffer: Uint8Array; readonly originalname: string } | undefined,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orForm(request, reply, EMPTY_VALUES, async () => {
      const isChosen = file !== undefined && file.originalname !== '';
      const report = await this.fileChecks.check(isChosen ? file.buffer : undefined, caller);
      await this.results.send(request, reply, report, null);
    });
  }

  @Post('check/statement')
  @Public()
  @Logged('verification.statement')
  async byStatement(
    @Body() body: FormBody,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const report = await this.lookUps.byStatement(textOf(body, 'statement'), caller);
    await this.results.send(request, reply, report, null);
  }

  private lookUp(check: Lookup, caller: Caller, day: DateReading): Promise<VerificationReport> {
    const options = { on: day.kind === 'date' ? day.date : undefined };
    return check.kind === 'identifier'
      ? this.lookUps.byIdentifier(
          { identifier: check.identifier, name: check.name ?? undefined },
          caller,
          options,
        )
      : this.lookUps.byNumber(check, caller, options);
  }

  /** Runs a check; what is wrong with its input is shown at the fields, everything else is the filter's. */
  private async orForm(
    request: FastifyRequest,
    reply: FastifyReply,
    values: Values,
    check: () => Promise<void>,
  ): Promise<void> {
    try {
      await check();
    } catch (error) {
      const problems = problemsOf(error);
      if (problems.length === 0) throw error;
      await this.sendForm(request, reply, values, problems);
    }
  }

  private async sendForm(
    request: FastifyRequest,
    reply: FastifyReply,
    values: Values,
    problems: readonly CheckPageProblem[],
  ): Promise<void> {
    const { title } = CHECK_TEXTS;
    const isWrong = problems.length > 0;
    const main = (
      <CheckPage
        values={values}
        licenceTypes={await this.register.licenceTypes()}
        problems={problems}
        insideWeChat={/MicroMessenger/i.test(request.headers['user-agent'] ?? '')}
      />
    );
    const heading = isWrong ? joinTexts([FORM_TEXTS.errorPrefix, title], same('')) : title;
    const content = { title: heading, main, switches: request.method === 'GET' };
    await this.responder.send(request, reply, content, isWrong ? 400 : 200);
  }
}

/** The problems of an input that the form can show at its fields; none for any other failure. */
function problemsOf(error: unknown): CheckPageProblem[] {
  if (!(error instanceof DomainError) || error.kind !== 'invalid') return [];
  return error.problems.flatMap(({ path, code }) => {
    const field = FIELD_OF_PATH[path];
    return field === undefined ? [] : [{ field, code }];
  });
}
