import { Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditLog } from '../audit/audit-log.ts';
import type { Caller } from '../platform/http/caller.ts';
import { CurrentCaller } from '../platform/http/current-caller.decorator.ts';
import { Logged, Public } from '../platform/http/route-rules.ts';
import { OcspAnswers, type OcspReply } from './ocsp-answers.service.ts';
import { TimeStamps } from './time-stamps.service.ts';

const BINARY = { schema: { type: 'string', format: 'binary' } } as const;

/** Time-stamp authority and OCSP responder of a trial, in the protocols that every signing program speaks. */
@ApiTags('trust')
@Controller()
export class TrustProtocolsController {
  constructor(
    @Inject(TimeStamps) private readonly timeStamps: TimeStamps,
    @Inject(OcspAnswers) private readonly ocsp: OcspAnswers,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
  ) {}

  @Post('tsa')
  @HttpCode(200)
  @Public()
  @Logged('trust.time-stamp')
  @Header('Content-Type', 'application/timestamp-reply')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: '试用时间戳服务 / Time-stamp authority of a trial (RFC 3161 §3.4)' })
  @ApiConsumes('application/timestamp-query')
  @ApiBody(BINARY)
  @ApiProduces('application/timestamp-reply')
  @ApiOkResponse({ ...BINARY, description: 'A token, or a refusal in the words of the protocol' })
  async timeStamp(@Req() request: FastifyRequest, @CurrentCaller() caller: Caller): Promise<Buffer> {
    const { responseDer, serialNumber, failure } = await this.timeStamps.answer(bytesOf(request));
    this.auditLog.record(caller, {
      act: 'trust.time-stamp',
      outcome: failure === null ? 'succeeded' : 'refused',
      detail: { serialNumber, failure },
    });
    return Buffer.from(responseDer);
  }

  @Post('ocsp')
  @HttpCode(200)
  @Public()
  @Logged('trust.ocsp')
  @ApiOperation({ summary: '试用证书状态（OCSP） / Whether certificates of a trial are revoked (RFC 6960)' })
  @ApiConsumes('application/ocsp-request')
  @ApiBody(BINARY)
  @ApiProduces('application/ocsp-response')
  @ApiOkResponse({ ...BINARY, description: 'A signed answer, or a refusal in the words of the protocol' })
  async status(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentCaller() caller: Caller,
  ): Promise<Buffer> {
    const answer = await this.ocsp.answer(bytesOf(request));
    return this.sent({ ...answer, keptSeconds: 0 }, reply, caller);
  }

  @Get('ocsp/:request')
  @Public()
  @Logged('trust.ocsp')
  @ApiOperation({
    summary:
      '试用证书状态（OCSP，GET） / The same by GET, so that answers can be kept on the way (RFC 6960 appendix A.1)',
  })
  @ApiParam({ name: 'request', description: 'OCSPRequest, DER, base64, URL-encoded' })
  @ApiProduces('application/ocsp-response')
  @ApiOkResponse(BINARY)
  async keptStatus(
    @Param('request') request: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentCaller() caller: Caller,
  ): Promise<Buffer> {
    return this.sent(await this.ocsp.answer(Buffer.from(request, 'base64')), reply, caller);
  }

  private sent(answer: OcspReply, reply: FastifyReply, caller: Caller): Buffer {
    const { responseDer, status, certificates, keptSeconds } = answer;
    this.auditLog.record(caller, {
      act: 'trust.ocsp',
      outcome: status === 'successful' ? 'succeeded' : 'refused',
      objectIds: certificates,
      detail: { status },
    });
    reply.header('Content-Type', 'application/ocsp-response');
    reply.header('Cache-Control', keptSeconds > 0 ? `public, max-age=${keptSeconds}` : 'no-store');
    return Buffer.from(responseDer);
  }
}

/** A body of another type was read as something else: for the protocol it is no request. */
const bytesOf = ({ body }: FastifyRequest): Uint8Array => (Buffer.isBuffer(body) ? body : new Uint8Array());
