import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.ts';

/** Nest token of the one `AccessPolicy`; without it only public routes answer. */
export const ACCESS_POLICY = Symbol('AccessPolicy');

/** Why a caller may not do an act at all, whatever it is about. */
export type AccessRefusal =
  | 'caller.forbidden'
  | 'caller.purpose-missing'
  | 'caller.officer-missing'
  | 'caller.case-missing';

/** Who callers are and what they may do; filled by the module that knows units, people and clients. */
export interface AccessPolicy {
  /** Whether the request carries a credential of any kind, right or wrong. Asked for every request: costs no look-up. */
  carriesCredential(request: FastifyRequest): boolean;
  /**
   * The caller that `request`'s credentials prove, made from `anonymous`; `anonymous` itself when it carries none, and
   * null when they are wrong, ended or revoked. Called before the body is read.
   *
   * @throws RefusedCaller when they are right and may not be used like this
   */
  authenticate(request: FastifyRequest, anonymous: Caller): Promise<Caller | null>;
  /** Why `caller` may not do `act` (`licence.issue`) at all, or null; whose licence it is, the services ask. */
  refusalOf(caller: Caller, act: string): AccessRefusal | null;
}
