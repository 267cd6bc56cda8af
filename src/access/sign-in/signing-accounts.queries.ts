import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';

/** An account as signing in needs it. */
export interface SigningAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly unitId: string;
  readonly state: 'invited' | 'active' | 'suspended' | 'closed';
}

const COLUMNS = `id, login, name, unit_id AS "unitId", state`;

/** Stands for the account of a login that nobody has, so that its sign-in takes the same way. */
export const NOBODY_ID = '00000000-0000-0000-0000-000000000000';

/** A login as people type it: capitals, full width and spaces around are no other login. */
export const normalLogin = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/** Accounts by what is typed at sign-in. */
@Injectable()
export class SigningAccountsQueries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** @param login in its normal form */
  async byLogin(login: string): Promise<SigningAccount | null> {
    const [account] = await this.database.query<SigningAccount & Record<string, unknown>>(
      'sign-in.account-by-login',
      `SELECT ${COLUMNS} FROM staff_accounts WHERE login = $1`,
      [login],
    );
    return account ?? null;
  }

  async byId(id: string): Promise<SigningAccount | null> {
    const [account] = await this.database.query<SigningAccount & Record<string, unknown>>(
      'sign-in.account-by-id',
      `SELECT ${COLUMNS} FROM staff_accounts WHERE id = $1`,
      [id],
    );
    return account ?? null;
  }
}
