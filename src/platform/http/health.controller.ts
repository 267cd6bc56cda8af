import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LOGGER, type Logger } from '../logging/logger.ts';
import { Readiness } from './readiness.ts';
import { NotLogged, Public } from './route-rules.ts';

const BECAUSE = 'asked every few seconds by the machine that watches us; shows nothing of any record';

/** For load balancers: alive means that the process answers, ready that all it needs does. */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get('live')
  @Public()
  @NotLogged(BECAUSE)
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @Public()
  @NotLogged(BECAUSE)
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const outcomes = [...(await this.readiness.check())];
    for (const [part, err] of outcomes)
      if (err !== null) this.logger.warn({ err, part }, 'a part is not ready');
    const isReady = outcomes.every(([, reason]) => reason === null);
    reply.code(isReady ? 200 : 503);
    const parts = Object.fromEntries(
      outcomes.map(([part, reason]) => [part, reason === null ? 'ok' : 'failed']),
    );
    return { status: isReady ? 'ready' : 'not ready', parts };
  }
}
