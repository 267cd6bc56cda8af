import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.ts';
import type { Logger } from '../logging/logger.ts';
import type { AccessPolicy } from './access-policy.ts';
import type { Caller } from './caller.ts';
import { HttpProblem } from './http-problem.ts';
import { preferredLanguage } from './language.ts';
import { failureOf, problemOf } from './problem.ts';
import { RefusedCaller } from './refused-caller.ts';
import { type RefuseTooMany, requestLimits } from './request-limits.ts';
import type { RequestLog } from './request-log.ts';
import type { RequestMetrics } from './request-metrics.ts';
import { type RequestTrace, traceMember, traceOf } from './request-trace.ts';
import type { RouteRule } from './route-rules.ts';
import { type SetSecurityHeaders, securityHeaders } from './security-headers.ts';

export interface RequestHookParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly requestLog: RequestLog;
  /** Without one, only public routes answer. */
  readonly accessPolicy: AccessPolicy | null;
  readonly metrics: RequestMetrics;
}

/**
 * What happens around every request, as Fastify hooks rather than Nest guards and interceptors: they also see what no
 * route matches, they act before a body is read, and the public check pays next to nothing for them.
 */
export async function installRequestHooks(server: FastifyInstance, parts: RequestHookParts): Promise<void> {
  server.decorateRequest(traceMember, null);
  refuseUnruledRoutes(server);
  admitRequests(server, parts, await requestLimits(server, parts.config.http));
  holdBackUnlogged(server, parts, finishingTouches(server, parts.config));
  observeResponses(server, parts);
}

/** A route that does not say who may call it and how it is logged is a fault of ours: the service does not start. */
function refuseUnruledRoutes(server: FastifyInstance): void {
  const unruled: string[] = [];
  server.addHook('onRoute', ({ method, url, config }) => {
    const { rule } = (config ?? {}) as { rule?: RouteRule };
    const hasAccess = rule?.public === true || rule?.allows !== undefined;
    const hasLog = rule?.logged !== undefined || rule?.notLoggedBecause !== undefined;
    if (!hasAccess || !hasLog) unruled.push(`${String(method)} ${url}`);
  });
  server.addHook('onReady', (done) => {
    if (unruled.length === 0) done();
    else
      done(new Error(`routes without @Public/@Allows or without @Logged/@NotLogged: ${unruled.join(', ')}`));
  });
}

function admitRequests(
  server: FastifyInstance,
  { accessPolicy }: RequestHookParts,
  refuseTooMany: RefuseTooMany,
): void {
  server.addHook('onRequest', async (request) => {
    const trace = traceOf(request);
    await refuseTooMany(request);
    if (request.raw.url?.includes('%00')) throw new HttpProblem(400, 'request.bad-text');
    if (!request.is404 && !isOpenTo(request, trace.rule, accessPolicy))
      await admit(request, trace, accessPolicy);
  });
}

/** Public, and nothing to attribute: no credentials were sent, or no entry would name their owner. */
const isOpenTo = (request: FastifyRequest, rule: RouteRule, policy: AccessPolicy | null): boolean =>
  rule.public === true &&
  (rule.notLoggedBecause !== undefined || policy === null || !policy.carriesCredential(request));

async function admit(
  request: FastifyRequest,
  trace: RequestTrace,
  policy: AccessPolicy | null,
): Promise<void> {
  const { public: open, allows } = trace.rule;
  const caller = policy ? await authenticated(request, trace, policy) : null;
  if (caller) trace.caller = caller;
  if (open && caller) return;
  if (!caller || caller.kind === 'anonymous')
    throw new HttpProblem(401, 'caller.unknown', {
      headers: { 'www-authenticate': 'Bearer realm="zhaozhang"' },
    });
  const refusal = allows === undefined || !policy ? 'caller.forbidden' : policy.refusalOf(caller, allows);
  if (refusal) throw new HttpProblem(403, refusal);
}

async function authenticated(
  request: FastifyRequest,
  trace: RequestTrace,
  policy: AccessPolicy,
): Promise<Caller | null> {
  try {
    return await policy.authenticate(request, trace.caller);
  } catch (error) {
    if (error instanceof RefusedCaller) trace.caller = error.caller;
    throw error;
  }
}

/** Sends nothing while the request has no durable entry in the access log. */
function holdBackUnlogged(
  server: FastifyInstance,
  { logger, requestLog }: RequestHookParts,
  finish: SetSecurityHeaders,
): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    const trace = traceOf(request);
    const send = (body: unknown) => {
      finish(reply, trace);
      done(null, body);
    };
    if (trace.entry.isDurable || trace.rule.notLoggedBecause !== undefined) return send(payload);
    requestLog.ensureLogged(trace, reply.statusCode).then(
      () => send(payload),
      (error: unknown) => {
        logger.error(
          { err: error, requestId: trace.requestId, route: trace.route },
          'the access log cannot be written',
        );
        discard(payload);
        send(withoutTheAnswer(request, reply, trace));
      },
    );
  });
}

/**
 * The headers of every answer, after its last change: those of security; what to quote when asking about it (the log
 * has one entry with this id); and while the service stops, that each connection ends with its last answer, so that
 * stopping waits for requests under way and for nothing else.
 */
function finishingTouches(server: FastifyInstance, { publicOrigin }: Config): SetSecurityHeaders {
  const setSecurityHeaders = securityHeaders(publicOrigin.startsWith('https:'));
  let isStopping = false;
  server.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  return (reply, trace) => {
    setSecurityHeaders(reply, trace);
    reply.header('x-request-id', trace.requestId);
    if (isStopping) reply.header('connection', 'close');
  };
}

/** Turns `reply` into 503; nothing that the handler had set may show what the answer would have been. */
function withoutTheAnswer(request: FastifyRequest, reply: FastifyReply, trace: RequestTrace): string {
  for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
  const language = preferredLanguage(request.headers['accept-language']);
  const failure = failureOf(new HttpProblem(503, 'log-unavailable', { headers: { 'retry-after': '5' } }));
  reply.code(failure.status).headers(failure.headers).type('application/problem+json; charset=utf-8');
  return JSON.stringify(problemOf(failure, language, trace.requestId));
}

function discard(payload: unknown): void {
  const stream = payload as { destroy?: unknown } | null;
  if (typeof stream?.destroy === 'function') stream.destroy();
}

function observeResponses(server: FastifyInstance, { config, logger, metrics }: RequestHookParts): void {
  const { slowRequestMs, samplePercent } = config.log;
  server.addHook('onResponse', (request, reply, done) => {
    const { requestId, method, route, code } = traceOf(request);
    const elapsedMs = reply.elapsedTime;
    metrics.observe(method, route, reply.statusCode, elapsedMs);
    const line = () => ({
      requestId,
      method,
      route,
      status: reply.statusCode,
      code,
      elapsedMs: Math.round(elapsedMs),
    });
    if (elapsedMs > slowRequestMs) logger.warn(line(), 'slow request');
    else if (samplePercent > 0 && Math.random() * 100 < samplePercent) logger.info(line(), 'request');
    done();
  });
}
