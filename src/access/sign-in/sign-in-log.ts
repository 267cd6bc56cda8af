import { Inject, Injectable } from '@nestjs/common';
import type { AuditAct } from '../../audit/audit-acts.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import type { BlindIndex } from '../../platform/secrets/blind-index.ts';
import { Secrets } from '../../platform/secrets/secrets.ts';
import type { SignInErrorCode } from './sign-in.errors.ts';
import type { SigningAccount } from './signing-accounts.queries.ts';

/** Why a sign-in or enrolment was refused, as the log knows and nobody is told. */
export type RefusalReason =
  | 'unknown-login'
  | 'locked'
  | 'wrong-password'
  | 'not-active'
  | 'no-factor'
  | 'wrong-factor'
  | 'wrong-code';

/** A refusal to be entered. */
export interface Refusal {
  readonly act: AuditAct;
  readonly code: SignInErrorCode;
  readonly reason: RefusalReason;
  readonly account: Pick<SigningAccount, 'id'> | null;
  /** What was typed as login, where it is nobody's. People type passwords there: it never stands in clear. */
  readonly login?: string;
}

/** Entries of signing in. */
@Injectable()
export class SignInLog {
  private readonly logins: BlindIndex;

  constructor(
    @Inject(AuditLog) private readonly log: AuditLog,
    @Inject(Secrets) secrets: Secrets,
  ) {
    this.logins = secrets.blindIndex('sign-in.login', (login) => login);
  }

  /** The request's own entry of a refusal. */
  refused(caller: Caller, { act, code, reason, account, login }: Refusal): void {
    const index = login === undefined ? undefined : this.logins.of(login).toString('base64url');
    this.log.record(caller, {
      act,
      outcome: 'refused',
      code,
      ...(account && { object: { kind: 'account', id: account.id } }),
      detail: { reason, ...(index !== undefined && account === null && { login: index }) },
    });
  }

  /** The request's own entry of something done to an account, by itself. */
  async done(
    tx: Tx,
    caller: Caller,
    account: Pick<SigningAccount, 'id' | 'unitId'>,
    act: AuditAct,
    detail: Readonly<Record<string, string | number>> = {},
  ): Promise<void> {
    await this.log.append(tx, asAccount(caller, account), {
      act,
      outcome: 'succeeded',
      object: { kind: 'account', id: account.id },
      detail,
    });
  }
}

/** A caller who has just proven whose account it is. */
export const asAccount = (caller: Caller, { id, unitId }: Pick<SigningAccount, 'id' | 'unitId'>): Caller => ({
  ...caller,
  kind: 'staff',
  id,
  unitId,
});
