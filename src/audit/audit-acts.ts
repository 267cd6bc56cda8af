/** Every act that the access log knows (requirements A25: make, sign, cancel, update, use). */
export const AUDIT_ACTS = [
  'licence.issue',
  'licence.change',
  'licence.suspend',
  'licence.resume',
  'licence.report-lost',
  'licence.recover',
  'licence.transfer-out',
  'licence.cancel',
  'licence.revoke',
  'licence.withdraw',
  'licence.annul',
  'licence.read',
  'licence.read-file',
  'licence.read-evidence-record',
  'licence.raise-file',
  'licence.read-events',
  'licence.search',
  'licence-draft.make',
  'licence-draft.edit',
  'licence-draft.submit',
  'licence-draft.withdraw',
  'licence-draft.review',
  'licence-draft.read',
  'own-licence.list',
  'own-licence.read',
  'own-licence.read-file',
  'own-licence.read-log',
  'seal-use.intend',
  'seal-use.void',
  'seal.create',
  'seal.read',
  'seal.stamp',
  'catalogue.read',
  'catalogue.preview',
  'catalogue.publish',
  'unit.read',
  'unit.create',
  'unit.change',
  'unit.plan-end',
  'unit.confirm-end',
  'unit.read-contacts',
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
  'role.end',
  'session.begin',
  'session.open',
  'session.read',
  'session.end',
  'password.change',
  'factor.read',
  'factor.add',
  'factor.remove',
  'enrolment.use',
  'client.token',
  'client.revoke-token',
  'client.create',
  'client.request',
  'client.decide',
  'client.read',
  'client.rotate',
  'client.end',
  'verification.identifier',
  'verification.number',
  'verification.token',
  'verification.statement',
  'verification.file',
  'receipt.make',
  'problem-report.submit',
  'problem-report.read',
  'archive.time-stamp',
  'archive.change-digest',
  'trust.read',
  'trust.revoke-certificate',
  'trust.publish-crl',
  'trust.time-stamp',
  'trust.ocsp',
  'log.read',
  'log.export',
  'log.prove',
  'page.read',
  'interface.read',
  'request.unmatched',
  'request.refused-by-limit',
] as const;

export type AuditAct = (typeof AUDIT_ACTS)[number];

/** `refused`: rights, rules or the state forbid it, or the input is wrong; `failed`: we could not. */
export type AuditOutcome = 'succeeded' | 'refused' | 'failed';

export type AuditObjectKind =
  | 'licence'
  | 'licence-draft'
  | 'seal'
  | 'seal-use'
  | 'licence-type'
  | 'unit'
  | 'account'
  | 'role-request'
  | 'client'
  | 'client-request'
  | 'certificate'
  | 'problem-report'
  | 'session'
  | 'route';
