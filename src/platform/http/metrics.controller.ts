import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Headers, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CONFIG, type Config } from '../../config/config.ts';
import { HttpProblem } from './http-problem.ts';
import { RequestMetrics } from './request-metrics.ts';
import { NotLogged, Public } from './route-rules.ts';

/** Figures for Prometheus, for the bearer of the configured token alone; without a token there is no such page. */
@ApiTags('service')
@ApiBearerAuth()
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(RequestMetrics) private readonly metrics: RequestMetrics,
  ) {}

  @Get()
  @Public()
  @NotLogged('counts only; scraped every few seconds')
  @ApiOperation({ summary: '运行指标（Prometheus） / Figures for Prometheus, for the configured token' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(@Headers('authorization') given: string | undefined): Promise<string> {
    const expected = this.config.metricsToken?.reveal();
    if (expected === undefined || !isSame(given ?? '', `Bearer ${expected}`))
      throw new HttpProblem(404, 'resource.not-found');
    return this.metrics.registry.metrics();
  }
}

/** Compares digests, so that neither content nor length shows in the time it takes. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
