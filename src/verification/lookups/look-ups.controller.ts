import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller, callerOf } from '../../platform/http/current-caller.decorator.ts';
import { Logged, Public } from '../../platform/http/route-rules.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import type { VerificationReport } from '../verification-report.ts';
import { VerificationReportSchema } from '../verification-report-schema.ts';
import { CheckIdentifier, CheckNumber, CheckStatement, readOn } from '../verification-requests.ts';
import { LookUps } from './look-ups.service.ts';

const ON = { name: 'on', required: false, description: 'Was it in force on that day? YYYY-MM-DD' } as const;
type TokenRequest = FastifyRequest<{
  Params: { readonly token: string };
  Querystring: { readonly on?: string };
}>;
const REPORT = {
  description: 'The verdict with its facts: a bad licence is a good answer',
  standardSchema: VerificationReportSchema,
};

/** Checks by what stands on a licence. Anyone may ask; the answer shows what the way of asking entitles to. */
@ApiTags('verifications')
@Controller('api/v1/verifications')
export class LookUpsController {
  constructor(
    @Inject(LookUps) private readonly lookUps: LookUps,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every scan comes here: the answer goes out in the bytes that are kept, without what the framework would do to it. */
  @Get('token/:token')
  @Public()
  @Logged('verification.token')
  @ApiOperation({ summary: '扫码查验 / Check a licence by the 20 characters of its QR code' })
  @ApiParam({ name: 'token', type: String })
  @ApiQuery(ON)
  @ApiOkResponse(REPORT)
  async token(@Req() request: TokenRequest, @Res() reply: FastifyReply): Promise<void> {
    const { params, query } = request;
    const json = await this.lookUps.jsonByToken(params.token, callerOf(request), this.options(query.on));
    reply.type('application/json; charset=utf-8').send(json);
  }

  @Post('identifier')
  @HttpCode(200)
  @Public()
  @Logged('verification.identifier')
  @ApiOperation({
    summary: '按证照标识查验 / Check a licence by its identifier, and the name of a holder to be told more',
  })
  @ApiQuery(ON)
  @ApiOkResponse(REPORT)
  identifier(
    @Body({ schema: CheckIdentifier }) body: CheckIdentifier,
    @CurrentCaller() caller: Caller,
    @Query('on') on: string | undefined,
  ): Promise<VerificationReport> {
    return this.lookUps.byIdentifier(body, caller, this.options(on));
  }

  @Post('number')
  @HttpCode(200)
  @Public()
  @Logged('verification.number')
  @ApiOperation({
    summary: '按证照编号查验 / Check a licence by type, number on the face and the name of a holder',
  })
  @ApiQuery(ON)
  @ApiOkResponse(REPORT)
  number(
    @Body({ schema: CheckNumber }) body: CheckNumber,
    @CurrentCaller() caller: Caller,
    @Query('on') on: string | undefined,
  ): Promise<VerificationReport> {
    return this.lookUps.byNumber(body, caller, this.options(on));
  }

  @Post('statement')
  @HttpCode(200)
  @Public()
  @Logged('verification.statement')
  @ApiOperation({ summary: '按签名声明查验 / Check a licence by the signed statement of its second QR code' })
  @ApiQuery(ON)
  @ApiOkResponse(REPORT)
  statement(
    @Body({ schema: CheckStatement }) body: CheckStatement,
    @CurrentCaller() caller: Caller,
    @Query('on') on: string | undefined,
  ): Promise<VerificationReport> {
    return this.lookUps.byStatement(body.statement, caller, this.options(on));
  }

  private options(on: string | undefined) {
    return on === undefined ? {} : { on: readOn(on, this.clock.now()) };
  }
}
