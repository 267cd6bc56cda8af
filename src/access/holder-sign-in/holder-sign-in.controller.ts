import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Costly, Logged, Public } from '../../platform/http/route-rules.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { FormTokens } from '../sessions/form-tokens.ts';
import type { SessionErrorCode } from '../sessions/session.errors.ts';
import { SessionAuthenticator } from '../sessions/session-authenticator.ts';
import { SessionCookie } from '../sessions/session-cookie.ts';
import { HolderAttempts } from './holder-attempts.ts';
import { signInFailure } from './holder-sign-in.errors.ts';
import { HolderSignInService } from './holder-sign-in.service.ts';
import { IdentityProvider } from './identity-provider.ts';
import { HOLDER_HOME, returnPath } from './return-path.ts';

/** The way of a browser to the real-name provider and back; pages have no part in it. */
@ApiExcludeController()
@Controller('holder')
export class HolderSignInController {
  constructor(
    @Inject(IdentityProvider) private readonly provider: IdentityProvider,
    @Inject(HolderAttempts) private readonly attempts: HolderAttempts,
    @Inject(HolderSignInService) private readonly signIn: HolderSignInService,
    @Inject(SessionAuthenticator) private readonly sessions: SessionAuthenticator,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
    @Inject(FormTokens) private readonly formTokens: FormTokens,
  ) {}

  @Get('sign-in')
  @Public()
  @Logged('session.begin')
  @Costly()
  async begin(@Query('to') to: unknown, @Res() reply: FastifyReply): Promise<void> {
    const { attempt, address } = await this.provider.begin();
    reply.header('set-cookie', this.attempts.keep({ ...attempt, to: returnPath(to) }));
    void reply.redirect(address.href, 303);
  }

  @Get('sign-in/return')
  @Public()
  @Logged('session.open')
  @Costly()
  async comeBack(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Set before anything can fail, so that a failed attempt is over too.
    const over = this.attempts.end();
    reply.header('set-cookie', over);
    const attempt = this.attempts.read(request.headers.cookie);
    if (!attempt) throw signInFailure('holder-sign-in.no-attempt');
    const before = await this.sessions.sessionOf(request);
    const token = await this.signIn.complete(attempt, queryOf(request), caller, before);
    reply.header('set-cookie', this.cookie.set(token));
    void reply.redirect(attempt.to, 303);
  }

  @Post('sign-out')
  @Public()
  @Logged('session.end')
  async signOut(
    @Body() body: { readonly token?: unknown } | undefined,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.sessions.sessionOf(request);
    if (session) {
      if (!this.formTokens.fits(session.id, body?.token))
        throw new DomainError<SessionErrorCode>('conflict', 'form.outdated');
      await this.signIn.signOut(caller, session);
    }
    reply.header('set-cookie', this.cookie.clear());
    void reply.redirect(HOLDER_HOME, 303);
  }
}

/** From `?` on, as it was sent: only the library reads it. */
function queryOf({ raw: { url = '' } }: FastifyRequest): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}
