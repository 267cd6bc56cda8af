import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AuditLog } from '../../audit/audit-log.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { actingAs } from '../accounts/acting-administrator.ts';
import { RoleDecision } from '../accounts/staff-requests.ts';
import { reachOf } from '../authorisation/grants.ts';
import { ClientRequest, ClientRequestPage } from './client-answers.ts';
import { ClientRequestSearch, NewClientRequest } from './client-bodies.ts';
import { ClientRecordsQueries } from './client-records.queries.ts';
import { ClientRequestsService } from './client-requests.service.ts';
import type { ClientsErrorCode } from './clients.errors.ts';

const Id = z.uuid();
const NewId = z.strictObject({ id: Id }).meta({ id: 'NewClientRequestId' });
const Decided = z
  .strictObject({ clientId: Id.nullable().describe('UUID of the client; null when a new one was rejected') })
  .meta({ id: 'DecidedClientRequest' });

/** Systems of departments are let in by four eyes (docs/adr/0018-clients.md). */
@ApiTags('clients')
@Controller('api/v1/client-requests')
export class ClientRequestsController {
  constructor(
    @Inject(ClientRequestsService) private readonly requests: ClientRequestsService,
    @Inject(ClientRecordsQueries) private readonly records: ClientRecordsQueries,
    @Inject(AuditLog) private readonly log: AuditLog,
  ) {}

  @Post()
  @Allows('client.request')
  @Logged('client.request')
  @ApiOperation({ summary: '申请登记系统或变更其权限 / Ask for a new system, or for other terms of one' })
  @ApiCreatedResponse({ standardSchema: NewId })
  async ask(
    @CurrentCaller() caller: Caller,
    @Body({ schema: NewClientRequest }) body: NewClientRequest,
  ): Promise<z.infer<typeof NewId>> {
    return { id: await this.requests.ask(actingAs(caller, 'client.request'), body) };
  }

  @Get()
  @Allows('client.read')
  @Logged('client.read')
  @ApiOperation({ summary: '系统申请列表 / Requests about systems, newest first' })
  @ApiOkResponse({ standardSchema: ClientRequestPage })
  async page(
    @CurrentCaller() caller: Caller,
    @Query({ schema: ClientRequestSearch }) search: ClientRequestSearch,
  ): Promise<z.infer<typeof ClientRequestPage>> {
    const found = await this.records.requests(reachOf(caller, 'client.read').unitIds, search);
    const requests = found.slice(0, search.limit);
    this.log.record(caller, {
      act: 'client.read',
      outcome: 'succeeded',
      objectIds: requests.map(({ id }) => id),
    });
    return { requests, next: found.length > search.limit ? (requests.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  @Allows('client.read')
  @Logged('client.read')
  @ApiOperation({ summary: '系统申请详情 / One request and its decision' })
  @ApiOkResponse({ standardSchema: ClientRequest })
  async one(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
  ): Promise<ClientRequest> {
    const request = await this.records.request(reachOf(caller, 'client.read').unitIds, id);
    if (!request) throw new DomainError<ClientsErrorCode>('not-found', 'client-request.not-found');
    const object = { kind: 'client-request', id } as const;
    this.log.record(caller, { act: 'client.read', outcome: 'succeeded', object });
    return request;
  }

  @Post(':id/decisions')
  @Allows('client.decide')
  @Logged('client.decide')
  @ApiOperation({ summary: '决定系统申请 / Approve or reject; an approved request takes effect at once' })
  @ApiCreatedResponse({ standardSchema: Decided })
  async decide(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RoleDecision }) body: RoleDecision,
  ): Promise<z.infer<typeof Decided>> {
    return { clientId: await this.requests.decide(actingAs(caller, 'client.decide'), id, body) };
  }
}
