import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../platform/http/caller.ts';
import { RefusedCaller } from '../../platform/http/refused-caller.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import type { Authenticator } from '../authorisation/authenticator.ts';
import { CallQuota } from './call-quota.ts';
import { ClientTokens } from './client-tokens.service.ts';

const BEARER = /^Bearer +(\S+)$/i;
/** RFC 6749 §2.3.1: how a client proves itself at the OAuth endpoints; it proves nobody anywhere else. */
const BASIC = /^Basic /i;

/** Callers that are systems of departments with an access token. */
@Injectable()
export class ClientAuthenticator implements Authenticator {
  private readonly quota = new CallQuota();

  constructor(
    @Inject(ClientTokens) private readonly tokens: ClientTokens,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  isCarriedBy({ headers: { authorization } }: FastifyRequest): boolean {
    return authorization !== undefined && !BASIC.test(authorization);
  }

  /** @throws RefusedCaller caller.address (403), request.too-many (429) */
  async callerOf({ headers }: FastifyRequest, anonymous: Caller): Promise<Caller | null> {
    const [, token] = BEARER.exec(headers.authorization ?? '') ?? [];
    const now = this.clock.now();
    const holder = token === undefined ? null : await this.tokens.holderOf(token, now);
    if (!holder) return null;
    const { clientId, unitId, grants } = holder;
    const caller: Caller = { ...anonymous, kind: 'client', id: clientId, unitId, grants };
    if (!holder.isAllowedFrom(caller.address)) throw new RefusedCaller(caller, 403, 'caller.address');
    const waitSeconds = this.quota.secondsToWait(clientId, holder.quotaPerMinute, now);
    if (waitSeconds > 0)
      throw new RefusedCaller(caller, 429, 'request.too-many', { 'retry-after': String(waitSeconds) });
    return caller;
  }
}
