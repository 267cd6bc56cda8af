import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Logged, Public } from '../../platform/http/route-rules.ts';
import { shanghaiDateOf } from '../../shared/calendar-date.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { LookUps } from '../../verification/lookups/look-ups.service.ts';
import { presentOnDateForm } from '../presenters/on-date.presenter.ts';
import { readDate } from './date-input.ts';
import { type FormBody, textOf } from './form-body.ts';
import { ResultResponder } from './result-responder.tsx';

/** What the QR code on a licence leads to; in capitals too, as the code holds it. */
@ApiExcludeController()
@Controller()
export class ResultPageController {
  constructor(
    @Inject(LookUps) private readonly lookUps: LookUps,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ResultResponder) private readonly responder: ResultResponder,
  ) {}

  @Get(['v/:token', 'V/:token'])
  @Public()
  @Logged('verification.token')
  async show(
    @Param('token') token: string,
    @Query() query: FormBody,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = { year: textOf(query, 'year'), month: textOf(query, 'month'), day: textOf(query, 'day') };
    const day = readDate(fields, shanghaiDateOf(this.clock.now()));
    const on = day.kind === 'date' ? day.date : undefined;
    const report = await this.lookUps.byToken(token, caller, { on });
    const form = presentOnDateForm(report, { method: 'get', action: '', hidden: {} }, fields, day);
    await this.responder.send(request, reply, report, form);
  }
}
