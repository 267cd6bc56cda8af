import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.ts';
import { cspNonceOf, traceOf } from './request-trace.ts';

const traceIn = (context: ExecutionContext) => traceOf(context.switchToHttp().getRequest<FastifyRequest>());

/** The `Caller` of `request`. */
export const callerOf = (request: FastifyRequest): Caller => traceOf(request).caller;

/** The `Caller` of this request, as a handler's parameter. */
export const CurrentCaller = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => traceIn(context).caller,
);

/** The nonce that inline scripts and styles of this page must carry, as a handler's parameter. */
export const CspNonce = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  cspNonceOf(traceIn(context)),
);
