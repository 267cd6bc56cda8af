import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.ts';

/** Nest token of the one `AccessPolicy`; without it only public routes answer. */
export const ACCESS_POLICY = Symbol('AccessPolicy');

/** Who callers are and what they may do; filled by the module that knows units and keys. */
export interface AccessPolicy {
  /**
   * The caller that `request`'s credentials prove, made from `anonymous`; `anonymous` itself when it carries none, and
   * null when they are wrong, ended or revoked. Called before the body is read.
   */
  authenticate(request: FastifyRequest, anonymous: Caller): Promise<Caller | null>;
  /** Whether `caller` may do `act` (`licence.issue`) at all; whose licence it is, the service judges. */
  allows(caller: Caller, act: string): boolean;
}
