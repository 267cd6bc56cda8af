import { join } from 'node:path';
import type { RoleCode } from '../access/authorisation/roles.ts';

/** A person of the demo city before the account is made. */
export interface DemoPerson {
  readonly login: string;
  readonly name: string;
  readonly role: RoleCode;
  /** Key of the unit (`JINCHENG_UNITS`) that they work for and hold the role in. */
  readonly unitKey: string;
}

/** A throw-away account of the demo with what signs in to it, made at random at the first run. */
export interface DemoAccount extends Omit<DemoPerson, 'unitKey'> {
  readonly password: string;
  /** Of the authenticator app, base 32. */
  readonly totpSecret: string;
}

/** Two, for four eyes; everybody else is made by them. */
export const FIRST_PEOPLE = [
  { login: 'security-1', name: '安守正', role: 'security-administrator', unitKey: 'approval' },
  { login: 'security-2', name: '安如山', role: 'security-administrator', unitKey: 'approval' },
] as const satisfies readonly DemoPerson[];

/** One for each other role. Names are made up. */
export const OTHER_PEOPLE: readonly DemoPerson[] = [
  { login: 'system', name: '习通达', role: 'system-administrator', unitKey: 'approval' },
  { login: 'audit', name: '申明理', role: 'audit-administrator', unitKey: 'approval' },
  { login: 'clerk', name: '经小办', role: 'licence-clerk', unitKey: 'market' },
  { login: 'reviewer', name: '沈何', role: 'licence-reviewer', unitKey: 'market' },
  { login: 'custodian', name: '印保全', role: 'seal-custodian', unitKey: 'market' },
  { login: 'approver', name: '章批', role: 'use-approver', unitKey: 'market' },
  { login: 'window', name: '窦口', role: 'window-officer', unitKey: 'chengqu' },
  { login: 'supervisor', name: '简督', role: 'supervisor', unitKey: 'jincheng' },
  { login: 'disputes', name: '易解', role: 'dispute-handler', unitKey: 'market' },
];

/** Where the demo finds its throw-away accounts again. */
export const demoAccountsFile = (dataDir: string): string => join(dataDir, 'secrets', 'demo-accounts.json');
