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
import { reachOf } from '../authorisation/grants.ts';
import type { AccountsErrorCode } from './accounts.errors.ts';
import { actingAs } from './acting-administrator.ts';
import { RoleRequestsQueries } from './role-requests.queries.ts';
import { RoleRequestsService } from './role-requests.service.ts';
import { RoleRequest, RoleRequestPage, roleRequestAnswer } from './staff-answers.ts';
import { NewRoleRequest, RoleDecision, RoleRequestSearch } from './staff-requests.ts';

const Id = z.uuid();
const NewId = z.strictObject({ id: Id }).meta({ id: 'NewRoleRequestId' });

/** Roles change by four eyes: one security administrator asks, another decides, and neither is the person it is about. */
@ApiTags('staff')
@Controller('api/v1/role-requests')
export class RoleRequestsController {
  constructor(
    @Inject(RoleRequestsService) private readonly requests: RoleRequestsService,
    @Inject(RoleRequestsQueries) private readonly queries: RoleRequestsQueries,
    @Inject(AuditLog) private readonly log: AuditLog,
  ) {}

  @Post()
  @Allows('role.request')
  @Logged('role.request')
  @ApiOperation({ summary: '申请变更角色 / Ask for a role to be given to somebody, or taken' })
  @ApiCreatedResponse({ standardSchema: NewId })
  async ask(
    @CurrentCaller() caller: Caller,
    @Body({ schema: NewRoleRequest }) body: NewRoleRequest,
  ): Promise<z.infer<typeof NewId>> {
    return { id: await this.requests.ask(actingAs(caller, 'role.request'), body) };
  }

  @Get()
  @Allows('role.read')
  @Logged('role.read')
  @ApiOperation({ summary: '角色申请列表 / Role requests, newest first' })
  @ApiOkResponse({ standardSchema: RoleRequestPage })
  async page(
    @CurrentCaller() caller: Caller,
    @Query({ schema: RoleRequestSearch }) search: RoleRequestSearch,
  ): Promise<RoleRequestPage> {
    const rows = await this.queries.page(reachOf(caller, 'role.read').unitIds, search);
    const requests = rows.slice(0, search.limit).map(roleRequestAnswer);
    this.log.record(caller, {
      act: 'role.read',
      outcome: 'succeeded',
      objectIds: requests.map(({ id }) => id),
    });
    return { requests, next: rows.length > search.limit ? (requests.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  @Allows('role.read')
  @Logged('role.read')
  @ApiOperation({ summary: '角色申请详情 / One role request and its decision' })
  @ApiOkResponse({ standardSchema: RoleRequest })
  async one(@CurrentCaller() caller: Caller, @Param('id', { schema: Id }) id: string): Promise<RoleRequest> {
    const row = await this.queries.one(reachOf(caller, 'role.read').unitIds, id);
    if (!row) throw new DomainError<AccountsErrorCode>('not-found', 'role-request.not-found');
    return roleRequestAnswer(row);
  }

  @Post(':id/decisions')
  @HttpCode(204)
  @Allows('role.decide')
  @Logged('role.decide')
  @ApiOperation({ summary: '决定角色申请 / Approve or reject; an approved change takes effect at once' })
  @ApiNoContentResponse()
  decide(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RoleDecision }) body: RoleDecision,
  ): Promise<void> {
    return this.requests.decide(actingAs(caller, 'role.decide'), id, body);
  }
}
