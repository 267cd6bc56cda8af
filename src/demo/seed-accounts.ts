import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { Secret } from 'otpauth';
import { AccountsService, type CreatedAccount } from '../access/accounts/accounts.service.ts';
import type { ActingAdministrator } from '../access/accounts/acting-administrator.ts';
import { EnrolmentsService } from '../access/accounts/enrolments.service.ts';
import { FirstAdministratorsService } from '../access/accounts/first-administrators.service.ts';
import { RoleRequestsService } from '../access/accounts/role-requests.service.ts';
import { StaffFactors } from '../access/sign-in/factors/staff-factors.service.ts';
import { Passwords } from '../access/sign-in/passwords/passwords.service.ts';
import { JINCHENG_UNITS } from '../access/units/jincheng-units.ts';
import { UnitsQueries } from '../access/units/units.queries.ts';
import type { SystemCause } from '../audit/audit-origin.ts';
import { TransactionRunner } from '../platform/database/transaction-runner.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { randomToken } from '../shared/ids.ts';
import { type DemoAccount, type DemoPerson, FIRST_PEOPLE, OTHER_PEOPLE } from './demo-accounts.ts';

const CAUSE: SystemCause = { kind: 'system', id: 'seed-accounts' };
const REASON = '演示 demo';

/**
 * Makes an account for every role of the demo city by the rules that hold for everybody: two first administrators, whom
 * the command would make, give all the others their roles by four eyes. To be called once, after `seedCity`.
 *
 * @returns the accounts with passwords and secrets made at random; they are kept nowhere else
 */
export async function seedAccounts(app: INestApplicationContext): Promise<DemoAccount[]> {
  return new StaffFounding(app).found();
}

class StaffFounding {
  /** Units by the demo's keys. */
  private readonly unitIds = new Map<string, string>();

  constructor(private readonly app: INestApplicationContext) {}

  async found(): Promise<DemoAccount[]> {
    await this.readUnits();
    const accounts: DemoAccount[] = [];
    const administrators: ActingAdministrator[] = [];
    for (const person of FIRST_PEOPLE) {
      const created = await this.service(FirstAdministratorsService).create(CAUSE, this.newAccount(person));
      accounts.push(await this.enrol(person, created));
      administrators.push(this.actingAs(created.accountId));
    }
    for (const person of OTHER_PEOPLE) accounts.push(await this.add(person, administrators));
    return accounts;
  }

  private async readUnits(): Promise<void> {
    const units = await this.service(UnitsQueries).all();
    for (const { key, uscc } of JINCHENG_UNITS) {
      const unit = units.find((one) => one.uscc === uscc);
      if (unit) this.unitIds.set(key, unit.id);
    }
  }

  private async add(
    person: DemoPerson,
    [asking, deciding]: readonly ActingAdministrator[],
  ): Promise<DemoAccount> {
    if (!asking || !deciding) throw new Error('roles take two administrators');
    const created = await this.service(AccountsService).create(asking, this.newAccount(person));
    const account = await this.enrol(person, created);
    const roles = this.service(RoleRequestsService);
    const { accountId } = created;
    const unitId = this.unitIdOf(person);
    const requestId = await roles.ask(asking, {
      ...{ accountId, unitId, role: person.role, change: 'grant', reason: REASON },
    });
    await roles.decide(deciding, requestId, { decision: 'approved' });
    return account;
  }

  /** What the person does with the code: a password and an authenticator app of their own. */
  private async enrol(
    { login, name, role }: DemoPerson,
    { accountId, enrolment }: CreatedAccount,
  ): Promise<DemoAccount> {
    const password = newPassword();
    const secret = randomBytes(20);
    const passwords = this.service(Passwords);
    const hash = await passwords.accepted({ id: accountId, login }, password);
    const now = this.app.get<Clock>(CLOCK, { strict: false }).now();
    await this.service(TransactionRunner).run(async (tx) => {
      const presented = await this.service(EnrolmentsService).present(tx, login, enrolment.code);
      if (!presented) throw new Error(`the code of ${login} opens nothing`);
      await this.service(EnrolmentsService).use(tx, presented);
      await passwords.set(tx, accountId, hash, now);
      const data = { secret: secret.toString('base64') };
      const factor = { kind: 'totp', label: REASON, handle: null, counter: 0, data } as const;
      await this.service(StaffFactors).add(tx, accountId, factor, now);
    });
    return { login, name, role, password, totpSecret: base32(secret) };
  }

  private newAccount(person: DemoPerson) {
    return { unitId: this.unitIdOf(person), login: person.login, name: person.name };
  }

  private unitIdOf({ unitKey }: DemoPerson): string {
    const unitId = this.unitIds.get(unitKey);
    if (!unitId) throw new Error(`no unit of the demo city has the key ${unitKey}`);
    return unitId;
  }

  private actingAs(accountId: string): ActingAdministrator {
    return { accountId, unitIds: [...this.unitIds.values()], cause: CAUSE };
  }

  private service<T>(type: new (...args: never[]) => T): T {
    return this.app.get<T>(type as never, { strict: false });
  }
}

/** 75 random bits; the ending makes it one of four classes, as any configuration may ask. */
const newPassword = (): string => `${randomToken(15)}-zz`;

const base32 = ({ buffer, byteOffset, byteLength }: Buffer): string =>
  new Secret({ buffer: (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength) }).base32;
