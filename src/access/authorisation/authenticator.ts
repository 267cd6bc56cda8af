import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../platform/http/caller.ts';

/** Nest token of every `Authenticator`, an array. */
export const AUTHENTICATORS = Symbol('Authenticators');

/** One way to prove who calls. */
export interface Authenticator {
  /** Whether the request carries a credential of this kind, right or wrong; asked for every request. */
  isCarriedBy(request: FastifyRequest): boolean;
  /**
   * The caller that the credential proves, made from `anonymous` (officer, case and purpose of the request's headers
   * stand in it already); null when it is wrong, ended or revoked.
   */
  callerOf(request: FastifyRequest, anonymous: Caller): Promise<Caller | null>;
}
