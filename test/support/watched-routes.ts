import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import type { RouteRule } from '../../src/platform/http/route-rules.ts';

export interface WatchedRoute {
  readonly method: string;
  readonly url: string;
  readonly rule: RouteRule;
}

/** Runs `start` and gives, beside its value, every route that Fastify itself was told of meanwhile. */
export async function watchRoutes<T>(start: () => Promise<T>): Promise<readonly [T, WatchedRoute[]]> {
  const routes: WatchedRoute[] = [];
  const onNewServer = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url, config }) => {
      for (const one of [method].flat()) routes.push({ method: one, url, rule: config?.rule ?? {} });
    });
  };
  subscribe('fastify.initialization', onNewServer);
  try {
    return [await start(), routes];
  } finally {
    unsubscribe('fastify.initialization', onNewServer);
  }
}
