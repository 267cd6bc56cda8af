import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../platform/http/caller.ts';
import { CurrentCaller } from '../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../platform/http/route-rules.ts';
import { ProblemReportPage, ProblemReportSearch } from './problem-report-views.ts';
import { ProblemReports } from './problem-reports.service.ts';

/** What people have reported of a unit's licences. */
@ApiTags('problem reports')
@Controller('api/v1/problem-reports')
export class ProblemReportsController {
  constructor(@Inject(ProblemReports) private readonly reports: ProblemReports) {}

  @Get()
  @Allows('problem-report.read')
  @Logged('problem-report.read')
  @ApiOperation({ summary: '群众反映的问题 / Problems that people reported of the unit’s own licences' })
  @ApiOkResponse({ standardSchema: ProblemReportPage })
  page(
    @CurrentCaller() caller: Caller,
    @Query({ schema: ProblemReportSearch }) search: ProblemReportSearch,
  ): Promise<ProblemReportPage> {
    return this.reports.page(caller, search);
  }
}
