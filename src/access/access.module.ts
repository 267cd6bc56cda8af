import { Global, Module } from '@nestjs/common';
import { ACCESS_POLICY } from '../platform/http/access-policy.ts';
import { AccountsModule } from './accounts/accounts.module.ts';
import { AUTHENTICATORS, type Authenticator } from './authorisation/authenticator.ts';
import { CallerPolicy } from './authorisation/caller-policy.ts';
import { ClientAuthenticator } from './clients/client-authenticator.ts';
import { ClientsModule } from './clients/clients.module.ts';
import { HolderSignInModule } from './holder-sign-in/holder-sign-in.module.ts';
import { HolderSubjects } from './holder-sign-in/holder-subjects.ts';
import { FormTokens } from './sessions/form-tokens.ts';
import './sessions/session.errors.ts';
import { SessionAuthenticator } from './sessions/session-authenticator.ts';
import { SessionCookie } from './sessions/session-cookie.ts';
import { SESSION_SUBJECTS, type SessionSubjects } from './sessions/session-subjects.ts';
import { SessionsService } from './sessions/sessions.service.ts';
import { SignInModule } from './sign-in/sign-in.module.ts';
import { StaffSubjects } from './sign-in/staff-subjects.ts';
import { UnitsModule } from './units/units.module.ts';

/** Units, their systems and people. Global, because the guard of every route asks its policy. */
@Global()
@Module({
  imports: [UnitsModule, AccountsModule, SignInModule, ClientsModule, HolderSignInModule],
  providers: [
    SessionsService,
    SessionCookie,
    FormTokens,
    StaffSubjects,
    {
      provide: SESSION_SUBJECTS,
      inject: [StaffSubjects, HolderSubjects],
      useFactory: (...all: SessionSubjects[]) => all,
    },
    SessionAuthenticator,
    {
      provide: AUTHENTICATORS,
      inject: [ClientAuthenticator, SessionAuthenticator],
      useFactory: (...all: Authenticator[]) => all,
    },
    { provide: ACCESS_POLICY, useClass: CallerPolicy },
  ],
  exports: [
    UnitsModule,
    AccountsModule,
    SignInModule,
    ClientsModule,
    ACCESS_POLICY,
    SessionsService,
    SessionCookie,
    SessionAuthenticator,
    FormTokens,
    HolderSignInModule,
  ],
})
export class AccessModule {}
