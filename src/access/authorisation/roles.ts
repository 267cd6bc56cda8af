/** What a role reaches: the unit it is held in, all units of that unit's region, or every unit. */
export type RoleReach = 'unit' | 'region' | 'everywhere';

export interface Role {
  readonly name: { readonly zh: string; readonly en: string };
  readonly reaches: RoleReach;
  /** Each act needs a stated purpose. */
  readonly needsPurpose: boolean;
  readonly acts: readonly string[];
}

const READ_LICENCES = [
  'licence.search',
  'licence.read',
  'licence.read-file',
  'licence.read-evidence-record',
  'licence.read-events',
  'catalogue.read',
] as const;

const CHANGE_STATES = [
  'licence.suspend',
  'licence.resume',
  'licence.report-lost',
  'licence.recover',
  'licence.transfer-out',
  'licence.cancel',
  'licence.revoke',
  'licence.withdraw',
  'licence.annul',
] as const;

const MAKE_DRAFTS = [
  'licence-draft.make',
  'licence-draft.read',
  'licence-draft.edit',
  'licence-draft.submit',
  'licence-draft.withdraw',
] as const;

const KEEP_ACCOUNTS = [
  'account.create',
  'account.read',
  'account.suspend',
  'account.resume',
  'account.close',
  'account.renew-enrolment',
  'account.confirm-enrolment',
  'role.request',
  'role.read',
  'role.decide',
  'session.read',
  'session.end',
] as const;

const KEEP_UNITS = [
  'unit.create',
  'unit.change',
  'unit.plan-end',
  'unit.confirm-end',
  'unit.read-contacts',
] as const;

const KEEP_CLIENTS = [
  'client.request',
  'client.decide',
  'client.read',
  'client.rotate',
  'client.end',
] as const;

/** Every role that a person can hold in a unit. A role is nothing but this line of the table. */
export const ROLES = {
  'licence-clerk': role('证照经办', 'Licence clerk', 'unit', [
    ...READ_LICENCES,
    'catalogue.preview',
    ...MAKE_DRAFTS,
  ]),
  'licence-reviewer': role('证照审核', 'Licence reviewer', 'unit', [
    ...READ_LICENCES,
    ...CHANGE_STATES,
    'licence-draft.read',
    'licence-draft.review',
  ]),
  'seal-custodian': role('印章保管', 'Seal custodian', 'unit', ['seal.read', 'seal.stamp']),
  'use-approver': role('用印审批', 'Use approver', 'unit', ['seal.read']),
  'window-officer': role('窗口核验', 'Window officer', 'region', READ_LICENCES, true),
  supervisor: role('监督', 'Supervisor', 'region', READ_LICENCES, true),
  'dispute-handler': role('异议处理', 'Dispute handler', 'unit', [...READ_LICENCES, 'problem-report.read']),
  'system-administrator': role('系统管理员', 'System administrator', 'everywhere', KEEP_UNITS),
  'security-administrator': role('安全管理员', 'Security administrator', 'everywhere', [
    ...KEEP_ACCOUNTS,
    ...KEEP_CLIENTS,
  ]),
  'audit-administrator': role('审计管理员', 'Audit administrator', 'everywhere', ['log.read', 'log.export']),
} as const satisfies Readonly<Record<string, Role>>;

export type RoleCode = keyof typeof ROLES;

/** The three that share nobody: who holds one of them holds nothing else. */
export const ADMINISTRATORS: ReadonlySet<RoleCode> = new Set([
  'system-administrator',
  'security-administrator',
  'audit-administrator',
] as const);

/** True when one person may hold all of `roles`. */
export const mayBeHeldTogether = (roles: ReadonlySet<RoleCode>): boolean =>
  roles.size <= 1 || ![...roles].some((code) => ADMINISTRATORS.has(code));

function role(
  zh: string,
  en: string,
  reaches: RoleReach,
  acts: readonly string[],
  needsPurpose = false,
): Role {
  return { name: { zh, en }, reaches, acts, needsPurpose };
}
