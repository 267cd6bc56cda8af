import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { anonymousCaller, type Caller, type OwnEntry } from './caller.ts';
import type { RouteRule } from './route-rules.ts';

/** What is known of one request from its first byte to its log entry. */
export interface RequestTrace {
  /** UUID of ours; none that a client sends is believed. */
  readonly requestId: string;
  readonly method: string;
  /** The pattern of the route (`/v/:token`), or null where none matched. Never the path: it may hold a token. */
  readonly route: string | null;
  readonly rule: RouteRule;
  /** The `:id` in the path, when the route has one: what the request is about. */
  readonly target: string | null;
  caller: Caller;
  /** Problem code of a refusal or failure; null for what succeeded. */
  code: string | null;
  /** The entry of the access log that carries this request's id. */
  readonly entry: OwnEntry;
  cspNonce: string | null;
}

export interface RequestFacts {
  readonly requestId: string;
  readonly method: string;
  readonly route: string | null;
  readonly rule: RouteRule;
  readonly target?: string | null;
  readonly address: string;
}

/** A new trace of a caller who has not said who they are. */
export function startTrace({ requestId, method, route, rule, target, address }: RequestFacts): RequestTrace {
  const entry: OwnEntry = { isDurable: false, underWay: null };
  return {
    requestId,
    method,
    route,
    rule,
    target: target ?? null,
    caller: anonymousCaller(address, requestId, entry),
    entry,
    code: null,
    cspNonce: null,
  };
}

/** The nonce that the Content-Security-Policy of this response allows; the same at each call. */
export function cspNonceOf(trace: RequestTrace): string {
  trace.cspNonce ??= randomBytes(16).toString('base64url');
  return trace.cspNonce;
}

const TRACE = Symbol('trace');

/** Fastify's own constructor of requests is told of the member, so that all requests keep one shape. */
export const traceMember = TRACE;

/** The trace of `request`, begun at the first call; also for requests that Fastify's router could not read. */
export function traceOf(request: FastifyRequest): RequestTrace {
  const traced = request as FastifyRequest & { [TRACE]?: RequestTrace | null };
  traced[TRACE] ??= startTrace({
    requestId: request.id,
    method: request.method,
    route: request.is404 ? null : (request.routeOptions?.url ?? null),
    rule: request.routeOptions?.config?.rule ?? NO_RULE,
    target: (request.params as { id?: string } | null)?.id ?? null,
    address: request.ip,
  });
  return traced[TRACE];
}

const NO_RULE: RouteRule = {};
