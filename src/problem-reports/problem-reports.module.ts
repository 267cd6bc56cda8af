import { Module } from '@nestjs/common';
import './problem-reports.errors.ts';
import { ProblemReportsController } from './problem-reports.controller.ts';
import { ProblemReportsQueries } from './problem-reports.queries.ts';
import { ProblemReports } from './problem-reports.service.ts';

/** 反映问题: reports by anyone about a licence that they checked. */
@Module({
  controllers: [ProblemReportsController],
  providers: [ProblemReportsQueries, ProblemReports],
  exports: [ProblemReports],
})
export class ProblemReportsModule {}
