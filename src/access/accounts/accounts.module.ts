import { Module } from '@nestjs/common';
import './accounts.errors.ts';
import { AccountsQueries } from './accounts.queries.ts';
import { AccountsService } from './accounts.service.ts';
import { EnrolmentsService } from './enrolments.service.ts';
import { FirstAdministratorsService } from './first-administrators.service.ts';
import { RoleRequestsController } from './role-requests.controller.ts';
import { RoleRequestsQueries } from './role-requests.queries.ts';
import { RoleRequestsService } from './role-requests.service.ts';
import { StaffController } from './staff.controller.ts';
import { StaffActsController } from './staff-acts.controller.ts';

/** People's accounts, their roles, and the one-time codes by which they enrol. */
@Module({
  controllers: [StaffController, StaffActsController, RoleRequestsController],
  providers: [
    AccountsQueries,
    AccountsService,
    EnrolmentsService,
    FirstAdministratorsService,
    RoleRequestsQueries,
    RoleRequestsService,
  ],
  exports: [EnrolmentsService],
})
export class AccountsModule {}
