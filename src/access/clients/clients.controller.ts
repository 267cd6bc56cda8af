import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { z } from 'zod';
import { AuditLog } from '../../audit/audit-log.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { actingAs } from '../accounts/acting-administrator.ts';
import { reachOf } from '../authorisation/grants.ts';
import { AddedCredential, ClientDetails, ClientPage } from './client-answers.ts';
import { ClientEnd, ClientSearch, CredentialEnd, NewCredential } from './client-bodies.ts';
import { ClientChangesService } from './client-changes.service.ts';
import { ClientRecordsQueries } from './client-records.queries.ts';
import type { ClientsErrorCode } from './clients.errors.ts';

const Id = z.uuid();

/** Systems of departments, and what they prove themselves by. */
@ApiTags('clients')
@Controller('api/v1/clients')
export class ClientsController {
  constructor(
    @Inject(ClientChangesService) private readonly changes: ClientChangesService,
    @Inject(ClientRecordsQueries) private readonly records: ClientRecordsQueries,
    @Inject(AuditLog) private readonly log: AuditLog,
  ) {}

  @Get()
  @Allows('client.read')
  @Logged('client.read')
  @ApiOperation({ summary: '系统列表 / Systems of departments, newest first, ended ones too' })
  @ApiOkResponse({ standardSchema: ClientPage })
  async page(
    @CurrentCaller() caller: Caller,
    @Query({ schema: ClientSearch }) search: ClientSearch,
  ): Promise<z.infer<typeof ClientPage>> {
    const found = await this.records.clients(reachOf(caller, 'client.read').unitIds, search);
    const clients = found.slice(0, search.limit);
    this.log.record(caller, {
      act: 'client.read',
      outcome: 'succeeded',
      objectIds: clients.map(({ id }) => id),
    });
    return { clients, next: found.length > search.limit ? (clients.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  @Allows('client.read')
  @Logged('client.read')
  @ApiOperation({ summary: '系统详情 / One system with its credentials, never their secrets' })
  @ApiOkResponse({ standardSchema: ClientDetails })
  async one(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
  ): Promise<ClientDetails> {
    const client = await this.records.client(reachOf(caller, 'client.read').unitIds, id);
    if (!client) throw new DomainError<ClientsErrorCode>('not-found', 'client.not-found');
    return client;
  }

  @Post(':id/credentials')
  @Allows('client.rotate')
  @Logged('client.rotate')
  @ApiOperation({ summary: '增加凭证 / A new secret, shown once, or a public key; the old one goes on' })
  @ApiCreatedResponse({ standardSchema: AddedCredential })
  addCredential(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: NewCredential }) body: NewCredential,
  ): Promise<AddedCredential> {
    return this.changes.addCredential(actingAs(caller, 'client.rotate'), id, body);
  }

  @Post(':id/credentials/:credentialId/ends')
  @HttpCode(204)
  @Allows('client.rotate')
  @Logged('client.rotate')
  @ApiOperation({ summary: '停用凭证 / End a credential, at once and for good' })
  @ApiNoContentResponse()
  endCredential(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
    @Param('credentialId', { schema: Id }) credentialId: string,
    @Body({ schema: CredentialEnd }) body: CredentialEnd,
  ): Promise<void> {
    return this.changes.endCredential(actingAs(caller, 'client.rotate'), id, credentialId, body);
  }

  @Post(':id/ends')
  @HttpCode(204)
  @Allows('client.end')
  @Logged('client.end')
  @ApiOperation({ summary: '停用系统 / End a system with all its credentials and tokens' })
  @ApiNoContentResponse()
  end(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ClientEnd }) { reason }: ClientEnd,
  ): Promise<void> {
    return this.changes.end(actingAs(caller, 'client.end'), id, reason);
  }
}
