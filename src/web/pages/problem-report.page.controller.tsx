import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestOrigin } from '../../access/sessions/request-origin.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { HttpProblem } from '../../platform/http/http-problem.ts';
import { Costly, Logged, Public } from '../../platform/http/route-rules.ts';
import { type ProblemReportFields, readProblemReport } from '../../problem-reports/problem-report.ts';
import { ProblemReports } from '../../problem-reports/problem-reports.service.ts';
import { joinTexts, same } from '../text/bilingual.ts';
import { FORM_TEXTS } from '../text/form-texts.ts';
import { PROBLEM_REPORT_TEXTS as T } from '../text/problem-report-texts.ts';
import {
  ProblemReceivedPage,
  ProblemReportPage,
  type ProblemReportPageProps,
} from '../views/problem-report-page.tsx';
import { type FormBody, textOf } from './form-body.ts';
import { PageResponder } from './page-responder.ts';

/** 反映问题: a form that every result leads to, and the number that stays with the reporter. */
@ApiExcludeController()
@Controller('problem')
export class ProblemReportPageController {
  constructor(
    @Inject(ProblemReports) private readonly reports: ProblemReports,
    @Inject(PageResponder) private readonly responder: PageResponder,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @Logged('page.read')
  show(@Query() query: FormBody, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const values = { kind: '', text: '', contact: '', checkReference: textOf(query, 'check').slice(0, 36) };
    return this.sendForm(request, reply, { values, problems: [] });
  }

  @Post()
  @Public()
  @Logged('problem-report.submit')
  @Costly()
  async submit(
    @Body() body: FormBody,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.requireOwnPage(request);
    const values: ProblemReportFields = {
      kind: textOf(body, 'kind'),
      text: textOf(body, 'text'),
      contact: textOf(body, 'contact'),
      checkReference: textOf(body, 'checkReference'),
    };
    const report = readProblemReport(values);
    if ('problems' in report) return this.sendForm(request, reply, { values, problems: report.problems });
    void reply.redirect(`/problem/${await this.reports.submit(caller, report)}`, 303);
  }

  /** The receipt; an address that can be kept, opened again and printed. */
  @Get(':number')
  @Public()
  @Logged('page.read')
  async received(
    @Param('number') number: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!(await this.reports.isReceived(number))) throw new HttpProblem(404, 'resource.not-found');
    const main = <ProblemReceivedPage number={number} />;
    await this.responder.send(request, reply, { title: T.receivedTitle, main });
  }

  /**
   * Nobody acts here in somebody's name; other sites must still not fill our inbox by their visitors. Under our
   * no-referrer policy browsers send `Origin: null`, older ones nothing else: that is let pass.
   *
   * @throws HttpProblem 403 caller.forbidden
   */
  private requireOwnPage({ headers }: FastifyRequest): void {
    if (headers['sec-fetch-site'] === undefined && headers.origin === 'null') return;
    if (requestOrigin(headers, this.config.publicOrigin) === 'foreign')
      throw new HttpProblem(403, 'caller.forbidden');
  }

  private sendForm(
    request: FastifyRequest,
    reply: FastifyReply,
    props: ProblemReportPageProps,
  ): Promise<void> {
    const isWrong = props.problems.length > 0;
    const title = isWrong ? joinTexts([FORM_TEXTS.errorPrefix, T.title], same('')) : T.title;
    const content = { title, main: <ProblemReportPage {...props} />, switches: request.method === 'GET' };
    return this.responder.send(request, reply, content, isWrong ? 400 : 200);
  }
}
