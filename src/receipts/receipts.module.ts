import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.ts';
import { SealsModule } from '../seals/seals.module.ts';
import './receipts.errors.ts';
import { ReceiptsQueries } from './receipts.queries.ts';
import { Receipts } from './receipts.service.ts';
import { ReportCapsule } from './report-capsule.ts';

/** 核验结果单: sealed receipts of checks. */
@Module({
  imports: [AccessModule, SealsModule],
  providers: [ReceiptsQueries, Receipts, ReportCapsule],
  exports: [Receipts, ReportCapsule],
})
export class ReceiptsModule {}
