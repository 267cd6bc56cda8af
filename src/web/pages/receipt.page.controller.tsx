import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { HttpProblem } from '../../platform/http/http-problem.ts';
import { Costly, Logged, Public } from '../../platform/http/route-rules.ts';
import { Receipts } from '../../receipts/receipts.service.ts';
import { LookUps } from '../../verification/lookups/look-ups.service.ts';
import { presentResult } from '../presenters/result.presenter.ts';
import { ReceiptDrawer } from '../receipt/receipt-drawer.ts';
import { RECEIPT_TEXTS } from '../text/receipt-texts.ts';
import { ReceiptPage } from '../views/receipt-page.tsx';
import { type FormBody, textOf } from './form-body.ts';
import { PageResponder } from './page-responder.ts';

/** 核验结果单: made of a result page, checked again by the code on it. */
@ApiExcludeController()
@Controller()
export class ReceiptPageController {
  constructor(
    @Inject(Receipts) private readonly receipts: Receipts,
    @Inject(ReceiptDrawer) private readonly drawer: ReceiptDrawer,
    @Inject(LookUps) private readonly lookUps: LookUps,
    @Inject(PageResponder) private readonly responder: PageResponder,
  ) {}

  @Post('check/receipt')
  @HttpCode(200)
  @Public()
  @Logged('seal.stamp')
  @Costly()
  @Header('Cache-Control', 'private, no-store')
  async make(@Body() body: FormBody, @CurrentCaller() caller: Caller): Promise<StreamableFile> {
    const { number, pdf } = await this.receipts.make(caller, textOf(body, 'result'), (report, its) =>
      this.drawer.draw(report, its),
    );
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: `attachment; filename="receipt-${number}.pdf"`,
      length: pdf.length,
    });
  }

  @Get(['r/:number', 'R/:number'])
  @Public()
  @Logged('verification.token')
  async show(
    @Param('number') number: string,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const receipt = await this.receipts.find(number.toUpperCase());
    if (!receipt) throw new HttpProblem(404, 'resource.not-found');
    const now = receipt.token === null ? null : await this.lookUps.byToken(receipt.token, caller);
    const main = <ReceiptPage earlier={presentResult(receipt.report)} now={now && presentResult(now)} />;
    await this.responder.send(request, reply, { title: RECEIPT_TEXTS.pageTitle, main });
  }
}
