import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HttpConfig } from '../../config/config.ts';
import { HttpProblem } from './http-problem.ts';
import { traceOf } from './request-trace.ts';

const WINDOW_MS = 60_000;
/** What an attacker with many addresses can make us remember; beyond it the least recent is forgotten. */
const MAX_CLIENTS = 100_000;

/** @throws HttpProblem 429 when the client has used up its requests of this minute */
export type RefuseTooMany = (request: FastifyRequest) => Promise<void>;

type Limits = Pick<HttpConfig, 'rateLimitPerMinute' | 'costlyLimitPerMinute'>;

/**
 * Counts requests by client (an IPv4 address, an IPv6 /64) in windows of one minute, in this process: all of them, and
 * apart from that those to `@Costly` routes. Asked from our own hook rather than by the plugin's hooks, so that a path
 * that no route has counts too and refusals reach the access log, which counts them by minute and client.
 */
export async function requestLimits(server: FastifyInstance, limits: Limits): Promise<RefuseTooMany> {
  if (limits.rateLimitPerMinute === 0) return async () => {};
  await server.register(rateLimit, { global: false, timeWindow: WINDOW_MS, cache: MAX_CLIENTS });
  const ofAll = server.createRateLimit({ max: limits.rateLimitPerMinute });
  const ofCostly = server.createRateLimit({ max: limits.costlyLimitPerMinute });
  return async (request) => {
    refuseExceeded(await ofAll(request));
    if (traceOf(request).rule.costly) refuseExceeded(await ofCostly(request));
  };
}

type Count = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

function refuseExceeded(count: Count): void {
  if (count.isAllowed || !count.isExceeded) return;
  const headers = { 'retry-after': String(Math.max(1, count.ttlInSeconds)) };
  throw new HttpProblem(429, 'request.too-many', { headers });
}
