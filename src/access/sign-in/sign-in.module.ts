import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { SessionEndings } from '../sessions/session-endings.ts';
import { EnrollingController } from './enrolling.controller.ts';
import { Enrolling } from './enrolling.service.ts';
import { FactorChallenges } from './factors/factor-challenges.ts';
import { FactorDialogue } from './factors/factor-dialogue.ts';
import { SecondFactors } from './factors/second-factors.ts';
import { StaffFactors } from './factors/staff-factors.service.ts';
import { FailureCount } from './failure-count.ts';
import { OwnAccountController } from './own-account.controller.ts';
import { OwnAccount } from './own-account.service.ts';
import { Passwords } from './passwords/passwords.service.ts';
import { SignInController } from './sign-in.controller.ts';
import './sign-in.errors.ts';
import { SignIn } from './sign-in.service.ts';
import { SignInAttempts } from './sign-in-attempts.ts';
import { SignInLog } from './sign-in-log.ts';
import { SignInVisit } from './sign-in-visit.ts';
import { SigningAccountsQueries } from './signing-accounts.queries.ts';
import { StaffSessionOpener } from './staff-session-opener.ts';
import { StaffSessionsController } from './staff-sessions.controller.ts';

/** How staff sign in and keep their own account. Sessions come from the module of access, which is global. */
@Module({
  imports: [AccountsModule],
  controllers: [SignInController, EnrollingController, OwnAccountController, StaffSessionsController],
  providers: [
    SigningAccountsQueries,
    Passwords,
    FailureCount,
    SecondFactors,
    StaffFactors,
    FactorChallenges,
    FactorDialogue,
    SignInAttempts,
    SignInLog,
    StaffSessionOpener,
    SessionEndings,
    SignIn,
    Enrolling,
    OwnAccount,
    SignInVisit,
  ],
  exports: [SignIn, Enrolling, OwnAccount, SignInVisit, SessionEndings],
})
export class SignInModule {}
