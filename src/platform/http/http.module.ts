import { Global, Module } from '@nestjs/common';
import { HealthController } from './health.controller.ts';
import { MetricsController } from './metrics.controller.ts';
import { Readiness } from './readiness.ts';
import { RequestMetrics } from './request-metrics.ts';

/** Health, metrics and the registry of what must be ready. */
@Global()
@Module({
  controllers: [HealthController, MetricsController],
  providers: [Readiness, RequestMetrics],
  exports: [Readiness, RequestMetrics],
})
export class HttpModule {}
