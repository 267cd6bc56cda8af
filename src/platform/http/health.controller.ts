import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { LOGGER, type Logger } from '../logging/logger.ts';
import { Degraded, Readiness } from './readiness.ts';
import { NotLogged, Public } from './route-rules.ts';

const BECAUSE = 'asked every few seconds by the machine that watches us; shows nothing of any record';

const Live = z.strictObject({ status: z.literal('live') }).meta({ id: 'Live' });
const PartState = z.enum(['ok', 'degraded', 'failed']);
const ReadinessAnswer = z
  .strictObject({
    status: z.enum(['ready', 'not ready']),
    parts: z.record(z.string(), PartState),
  })
  .meta({ id: 'Readiness' });

/** For load balancers: alive means that the process answers, ready that all it needs does. */
@ApiTags('service')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get('live')
  @Public()
  @NotLogged(BECAUSE)
  @ApiOperation({ summary: '进程在运行 / The process answers' })
  @ApiOkResponse({ standardSchema: Live })
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @Public()
  @NotLogged(BECAUSE)
  @ApiOperation({ summary: '数据库等均可用 / All that the service needs does answer' })
  @ApiOkResponse({ standardSchema: ReadinessAnswer })
  @ApiServiceUnavailableResponse({ standardSchema: ReadinessAnswer })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const outcomes = [...(await this.readiness.check())];
    const parts = Object.fromEntries(outcomes.map(([part, reason]) => [part, stateOf(reason)]));
    for (const [part, err] of outcomes)
      if (parts[part] === 'failed') this.logger.warn({ err, part }, 'a part is not ready');
    const isReady = !Object.values(parts).includes('failed');
    reply.code(isReady ? 200 : 503);
    return { status: isReady ? 'ready' : 'not ready', parts };
  }
}

function stateOf(reason: unknown): z.infer<typeof PartState> {
  if (reason === null) return 'ok';
  return reason instanceof Degraded ? 'degraded' : 'failed';
}
