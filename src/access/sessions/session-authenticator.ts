import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../config/config.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';

import { DomainError } from '../../shared/domain-error.ts';
import type { Authenticator } from '../authorisation/authenticator.ts';
import { isUnsafe, requestOrigin } from './request-origin.ts';
import type { SessionErrorCode } from './session.errors.ts';
import type { Session } from './session.ts';
import { SessionCookie } from './session-cookie.ts';
import { SESSION_SUBJECTS, type SessionSubjects } from './session-subjects.ts';
import { SessionsService } from './sessions.service.ts';

/** Callers that are people with a signed-in state: staff and holders. */
@Injectable()
export class SessionAuthenticator implements Authenticator {
  constructor(
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
    @Inject(SESSION_SUBJECTS) private readonly sources: readonly SessionSubjects[],
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  isCarriedBy(request: FastifyRequest): boolean {
    return this.cookie.isIn(request.headers.cookie);
  }

  /**
   * Anonymous where the cookie proves nothing any more: browsers go on sending it, to pages for everybody too.
   *
   * @throws DomainError caller.cross-site when a request that may change something does not come from our own pages
   */
  async callerOf(request: FastifyRequest, anonymous: Caller): Promise<Caller> {
    this.refuseForeign(request);
    const session = await this.sessionOf(request);
    if (!session) return anonymous;
    const { kind, id } = session.subject;
    const known = await this.sources.find((source) => source.kind === kind)?.callerOf(id);
    return known ? { ...anonymous, ...known, kind, id } : anonymous;
  }

  /** The live session of a request, whoever's it is; null without one. */
  sessionOf(request: FastifyRequest): Promise<Session | null> {
    return this.sessions.of(this.cookie.valueIn(request.headers.cookie), this.clock.now());
  }

  private refuseForeign({ method, headers }: FastifyRequest): void {
    if (isUnsafe(method) && requestOrigin(headers, this.config.publicOrigin) !== 'own')
      throw new DomainError<SessionErrorCode>('forbidden', 'caller.cross-site');
  }
}
