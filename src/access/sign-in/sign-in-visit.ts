import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../config/config.ts';
import { callerOf } from '../../platform/http/current-caller.decorator.ts';
import { HttpProblem } from '../../platform/http/http-problem.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { requestOrigin } from '../sessions/request-origin.ts';
import type { SessionErrorCode } from '../sessions/session.errors.ts';
import { SessionAuthenticator } from '../sessions/session-authenticator.ts';
import { SessionCookie } from '../sessions/session-cookie.ts';
import type { SignedIn } from './own-account.service.ts';
import type { OpenedSession, Visitor } from './staff-session-opener.ts';

/** Requests and answers of signing in: who visits, and the cookie that is given out or taken back. */
@Injectable()
export class SignInVisit {
  constructor(
    @Inject(SessionAuthenticator) private readonly authenticator: SessionAuthenticator,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Who sends a step of a sign-in. Another site must not sign anybody in: they would work as somebody else.
   *
   * @throws DomainError caller.cross-site when the browser says that it comes from elsewhere
   */
  async visitor(request: FastifyRequest): Promise<Visitor> {
    if (requestOrigin(request.headers, this.config.publicOrigin) === 'foreign')
      throw new DomainError<SessionErrorCode>('forbidden', 'caller.cross-site');
    return { caller: callerOf(request), replacing: await this.authenticator.sessionOf(request) };
  }

  /**
   * The member of staff who is signed in.
   *
   * @throws HttpProblem caller.forbidden for anyone who is signed in otherwise
   */
  async signedIn(request: FastifyRequest): Promise<SignedIn> {
    const session = await this.authenticator.sessionOf(request);
    const caller = callerOf(request);
    if (session?.subject.kind !== 'staff' || caller.id !== session.subject.id)
      throw new HttpProblem(403, 'caller.forbidden');
    return { caller, session };
  }

  /** Gives the cookie of a session out. */
  welcome(reply: FastifyReply, { token }: OpenedSession): void {
    void reply.header('set-cookie', this.cookie.set(token));
  }

  /** Takes the cookie back. */
  dismiss(reply: FastifyReply): void {
    void reply.header('set-cookie', this.cookie.clear());
  }
}
