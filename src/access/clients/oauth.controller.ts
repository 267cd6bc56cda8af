import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AuditAct } from '../../audit/audit-acts.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Costly, Logged, Public } from '../../platform/http/route-rules.ts';
import { ClientProofs, type ProvenClient } from './client-proofs.service.ts';
import { ClientTokens } from './client-tokens.service.ts';
import { OAUTH_ANSWERS, OAuthRefusal } from './oauth-refusal.ts';
import { AccessToken, type OAuthError, REVOCATION_FORM, TOKEN_FORM } from './oauth-shapes.ts';
import { type OAuthRequest, readOAuthRequest } from './token-request.ts';

/** OAuth 2 for the systems of departments (docs/adr/0018-clients.md). Errors are those of RFC 6749 §5.2, not RFC 9457. */
@ApiTags('clients')
@Controller('oauth')
export class OAuthController {
  constructor(
    @Inject(ClientProofs) private readonly proofs: ClientProofs,
    @Inject(ClientTokens) private readonly tokens: ClientTokens,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
  ) {}

  @Post('token')
  @Public()
  @Logged('client.token')
  @Costly()
  @ApiOperation({ summary: '获取访问令牌 / An access token by client credentials (RFC 6749 §4.4)' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody(TOKEN_FORM)
  @ApiOkResponse({ standardSchema: AccessToken })
  token(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: z.unknown() }) body: unknown,
  ): Promise<AccessToken | OAuthError> {
    return this.answer('client.token', caller, [request, reply, body], async (asked, proven) => {
      const given = await this.tokens.give(proven, asked.scope, (tx, { scopes }) =>
        this.auditLog.append(tx, callerOf(proven, caller), {
          ...entryOf('client.token', proven),
          detail: { scopes, credential: proven.credentialId },
        }),
      );
      return {
        access_token: given.accessToken,
        token_type: 'Bearer',
        expires_in: given.expiresInSeconds,
        scope: given.scopes.join(' '),
      };
    });
  }

  @Post('revoke')
  @Public()
  @Logged('client.revoke-token')
  @Costly()
  @ApiOperation({ summary: '交回访问令牌 / Take an access token back (RFC 7009)' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody(REVOCATION_FORM)
  @ApiOkResponse({ schema: { type: 'object' } })
  revoke(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: z.unknown() }) body: unknown,
  ): Promise<Record<string, never> | OAuthError> {
    return this.answer('client.revoke-token', caller, [request, reply, body], async ({ token }, proven) => {
      if (token === null) throw new OAuthRefusal('oauth.malformed', proven.client.id);
      await this.tokens.revoke(proven, token, (tx) =>
        this.auditLog.append(tx, callerOf(proven, caller), entryOf('client.revoke-token', proven)),
      );
      return {};
    });
  }

  /** Proves the client and does `work`; a refusal becomes an OAuth error, with its reason in the log alone. */
  private async answer<Answer extends object>(
    act: AuditAct,
    caller: Caller,
    [request, reply, body]: readonly [FastifyRequest, FastifyReply, unknown],
    work: (asked: OAuthRequest, proven: ProvenClient) => Promise<Answer>,
  ): Promise<Answer | OAuthError> {
    void reply.code(200).header('pragma', 'no-cache');
    try {
      const asked = readOAuthRequest({
        contentType: request.headers['content-type'],
        authorization: request.headers.authorization,
        hasQuery: request.raw.url?.includes('?') ?? false,
        body,
      });
      if (act === 'client.token' && asked.grantType !== 'client_credentials')
        throw new OAuthRefusal('oauth.grant-type');
      return await work(asked, await this.proofs.prove(asked.proof, caller.address));
    } catch (error) {
      if (!(error instanceof OAuthRefusal)) throw error;
      return this.refuse(act, caller, reply, error);
    }
  }

  private refuse(
    act: AuditAct,
    caller: Caller,
    reply: FastifyReply,
    { reason, clientId }: OAuthRefusal,
  ): OAuthError {
    this.auditLog.record(caller, {
      act,
      outcome: 'refused',
      code: reason,
      ...(clientId !== null && { object: { kind: 'client', id: clientId } }),
    });
    const { status, error, description } = OAUTH_ANSWERS[reason];
    void reply.code(status);
    if (status === 401) void reply.header('www-authenticate', 'Basic realm="zhaozhang"');
    return { error, error_description: description };
  }
}

const callerOf = ({ client: { id, unitId } }: ProvenClient, caller: Caller): Caller => ({
  ...caller,
  kind: 'client',
  id,
  unitId,
});

const entryOf = (act: AuditAct, { client: { id } }: ProvenClient) =>
  ({ act, outcome: 'succeeded', object: { kind: 'client', id } }) as const;
