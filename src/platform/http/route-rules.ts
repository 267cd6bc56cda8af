import 'reflect-metadata';

/** Nest's Fastify adapter hands what lies here to Fastify as the route's `config` (its `RouteConfig` decorator). */
const ROUTE_CONFIG = '__fastify_route_config__';

/** Who may call a route and how it is logged; read in Fastify's hooks, so that it costs no look-up in a request. */
export interface RouteRule {
  /** Anyone may call it. */
  readonly public?: boolean;
  /** The act that the access policy must allow the caller. */
  readonly allows?: string;
  /** The act under which the access log enters the request. */
  readonly logged?: string;
  /** Each request costs the service much; they count against the smaller limit too. */
  readonly costly?: boolean;
  /** Why requests leave no entry (health checks, static files). */
  readonly notLoggedBecause?: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    rule?: RouteRule;
  }
}

/** The route may be called by anyone. */
export const Public = () => ruled({ public: true });

/** The route may be called by those whom the access policy allows `act`. A route with neither is refused to all. */
export const Allows = (act: string) => ruled({ allows: act });

/** Requests are entered in the access log as `act`. */
export const Logged = (act: string) => ruled({ logged: act });

/** Requests leave no entry in the access log, for the reason given. */
export const NotLogged = (reason: string) => ruled({ notLoggedBecause: reason });

/** Requests cost much (a file is judged, a face drawn): one client may send fewer of them in a minute. */
export const Costly = () => ruled({ costly: true });

/** The rule that decorators have put on a controller's method. */
export const ruleOf = (handler: object): RouteRule =>
  ((Reflect.getMetadata(ROUTE_CONFIG, handler) ?? {}) as { rule?: RouteRule }).rule ?? {};

function ruled(part: RouteRule): MethodDecorator {
  return (_target, _name, descriptor) => {
    const handler = descriptor.value as object;
    const config = (Reflect.getMetadata(ROUTE_CONFIG, handler) ?? {}) as { rule?: RouteRule };
    Reflect.defineMetadata(ROUTE_CONFIG, { ...config, rule: { ...config.rule, ...part } }, handler);
  };
}
