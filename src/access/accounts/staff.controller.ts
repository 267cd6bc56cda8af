import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AuditLog } from '../../audit/audit-log.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { reachOf } from '../authorisation/grants.ts';
import type { AccountsErrorCode } from './accounts.errors.ts';
import { AccountsQueries } from './accounts.queries.ts';
import { AccountsService } from './accounts.service.ts';
import { actingAs } from './acting-administrator.ts';
import {
  accountAnswer,
  createdAnswer,
  detailsAnswer,
  NewStaffAccount,
  StaffAccountDetails,
  StaffPage,
} from './staff-answers.ts';
import { NewAccount, StaffSearch } from './staff-requests.ts';

/** Accounts of people, made and read by security administrators. */
@ApiTags('staff')
@Controller('api/v1/staff')
export class StaffController {
  constructor(
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(AccountsQueries) private readonly queries: AccountsQueries,
    @Inject(AuditLog) private readonly log: AuditLog,
  ) {}

  @Post()
  @Allows('account.create')
  @Logged('account.create')
  @ApiOperation({
    summary: '建立账号 / Make an account without roles; the answer shows its one-time enrolment code',
  })
  @ApiCreatedResponse({ standardSchema: NewStaffAccount })
  async create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: NewAccount }) body: NewAccount,
  ): Promise<NewStaffAccount> {
    return createdAnswer(await this.accounts.create(actingAs(caller, 'account.create'), body));
  }

  @Get()
  @Allows('account.read')
  @Logged('account.read')
  @ApiOperation({ summary: '账号列表 / Accounts by login name, with the roles they hold' })
  @ApiOkResponse({ standardSchema: StaffPage })
  async page(
    @CurrentCaller() caller: Caller,
    @Query({ schema: StaffSearch }) search: StaffSearch,
  ): Promise<StaffPage> {
    const rows = await this.queries.page(reachOf(caller, 'account.read').unitIds, search);
    const accounts = rows.slice(0, search.limit).map(accountAnswer);
    this.log.record(caller, {
      act: 'account.read',
      outcome: 'succeeded',
      objectIds: accounts.map(({ id }) => id),
    });
    return { accounts, next: rows.length > search.limit ? (accounts.at(-1)?.login ?? null) : null };
  }

  @Get(':id')
  @Allows('account.read')
  @Logged('account.read')
  @ApiOperation({ summary: '账号详情 / One account, its roles and what has happened to it' })
  @ApiOkResponse({ standardSchema: StaffAccountDetails })
  async one(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<StaffAccountDetails> {
    const row = await this.queries.details(reachOf(caller, 'account.read').unitIds, id);
    if (!row) throw new DomainError<AccountsErrorCode>('not-found', 'account.not-found');
    return detailsAnswer(row);
  }
}
