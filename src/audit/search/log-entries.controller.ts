import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import type { AuditAct } from '../audit-acts.ts';
import { AuditLog } from '../audit-log.ts';
import { asCsv, asNdjson } from './log-export.ts';
import { LogSearchQueries } from './log-search.queries.ts';
import { LogExport, LogPage, LogSearch } from './log-search.ts';

/** The log read by those who supervise; each reading stands in the log with what it was by and what it showed. */
@ApiTags('log')
@Controller('api/v1/log')
export class LogEntriesController {
  constructor(
    @Inject(LogSearchQueries) private readonly queries: LogSearchQueries,
    @Inject(AuditLog) private readonly log: AuditLog,
  ) {}

  @Get('entries')
  @Allows('log.read')
  @Logged('log.read')
  @ApiOperation({
    summary: '检索访问日志 / Search the access log by object, person, unit, act and time; newest first',
  })
  @ApiOkResponse({ standardSchema: LogPage })
  page(@CurrentCaller() caller: Caller, @Query({ schema: LogSearch }) search: LogSearch): Promise<LogPage> {
    return this.read(caller, 'log.read', search);
  }

  @Get('entries.ndjson')
  @Allows('log.export')
  @Logged('log.export')
  @Header('content-type', 'application/x-ndjson; charset=utf-8')
  @ApiOperation({
    summary: '导出访问日志（NDJSON） / A page of the access log as NDJSON; `after` leads to the next',
  })
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({ schema: { type: 'string' } })
  async ndjson(
    @CurrentCaller() caller: Caller,
    @Query({ schema: LogExport }) search: LogSearch,
  ): Promise<string> {
    return asNdjson((await this.read(caller, 'log.export', search)).entries);
  }

  @Get('entries.csv')
  @Allows('log.export')
  @Logged('log.export')
  @Header('content-type', 'text/csv; charset=utf-8')
  @ApiOperation({ summary: '导出访问日志（CSV） / A page of the access log as CSV for spreadsheets' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async csv(
    @CurrentCaller() caller: Caller,
    @Query({ schema: LogExport }) search: LogSearch,
  ): Promise<string> {
    return asCsv((await this.read(caller, 'log.export', search)).entries);
  }

  private async read(caller: Caller, act: AuditAct, search: LogSearch): Promise<LogPage> {
    const page = await this.queries.find(search);
    this.log.record(caller, {
      act,
      outcome: 'succeeded',
      objectIds: page.entries.map(({ body, place }) =>
        typeof body['id'] === 'string' ? body['id'] : String(place),
      ),
      detail: { ...search, shown: page.entries.length },
    });
    return page;
  }
}
