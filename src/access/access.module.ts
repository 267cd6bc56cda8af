import { Global, Module } from '@nestjs/common';
import { ACCESS_POLICY } from '../platform/http/access-policy.ts';
import { AccountsModule } from './accounts/accounts.module.ts';
import { ApiKeyAuthenticator } from './api-key-authenticator.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { AUTHENTICATORS, type Authenticator } from './authorisation/authenticator.ts';
import { CallerPolicy } from './authorisation/caller-policy.ts';
import { FormTokens } from './sessions/form-tokens.ts';
import './sessions/session.errors.ts';
import { SessionAuthenticator } from './sessions/session-authenticator.ts';
import { SessionCookie } from './sessions/session-cookie.ts';
import { SESSION_SUBJECTS, type SessionSubjects } from './sessions/session-subjects.ts';
import { SessionsService } from './sessions/sessions.service.ts';
import { SignInModule } from './sign-in/sign-in.module.ts';
import { StaffSubjects } from './sign-in/staff-subjects.ts';
import { UnitsModule } from './units/units.module.ts';

/** Units and the keys of their systems. Global, because the guard of every route asks its policy. */
@Global()
@Module({
  imports: [UnitsModule, AccountsModule, SignInModule],
  providers: [
    ApiKeysService,
    ApiKeyAuthenticator,
    SessionsService,
    SessionCookie,
    FormTokens,
    StaffSubjects,
    { provide: SESSION_SUBJECTS, inject: [StaffSubjects], useFactory: (...all: SessionSubjects[]) => all },
    SessionAuthenticator,
    {
      provide: AUTHENTICATORS,
      inject: [ApiKeyAuthenticator, SessionAuthenticator],
      useFactory: (...all: Authenticator[]) => all,
    },
    { provide: ACCESS_POLICY, useClass: CallerPolicy },
  ],
  exports: [
    UnitsModule,
    AccountsModule,
    SignInModule,
    ApiKeysService,
    ACCESS_POLICY,
    SessionsService,
    SessionCookie,
    SessionAuthenticator,
    FormTokens,
  ],
})
export class AccessModule {}
