import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Durations of requests by route and status class; modules add their own metrics to `registry`. */
@Injectable()
export class RequestMetrics {
  readonly registry = new Registry();
  private readonly durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS_S,
    registers: [this.registry],
  });

  /** As many as there are routes: finding a series by its labels takes longer than counting. */
  private readonly series = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** `route` is a pattern, so that strangers cannot make new label values. */
  observe(method: string, route: string | null, status: number, elapsedMs: number): void {
    const statusClass = `${Math.floor(status / 100)}xx`;
    const name = `${method} ${statusClass} ${route}`;
    let series = this.series.get(name);
    if (!series) {
      series = this.durations.labels({ method, route: route ?? 'unmatched', status: statusClass });
      this.series.set(name, series);
    }
    series.observe(elapsedMs / 1000);
  }
}
