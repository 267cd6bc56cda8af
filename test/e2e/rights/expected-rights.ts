import type { ClientBody } from './rights-clients.ts';
import type { StaffBody, StaffObject } from './rights-staff.ts';
import type { UnitBody } from './rights-units.ts';

/**
 * Who may call what, written and reviewed by hand: the test walks every route of the running service against it. It is
 * no copy of the code's own tables: whoever gives a right there must give it here too, and say it in the review.
 *
 * Staff hold one role each in 晋城市市场监督管理局. `system` is that bureau's own system with every scope that its unit
 * can have. `holder` is a person who signed in by their real name and holds a marriage certificate.
 */
export const PERSONAS = [
  'clerk',
  'reviewer',
  'custodian',
  'approver',
  'window',
  'supervisor',
  'disputes',
  'system-admin',
  'security-admin',
  'audit-admin',
  'system',
  'holder',
] as const;
export type Persona = (typeof PERSONAS)[number];

/** What the `:id` or `:code` of a route names; the world of the test has one of ours and one of another unit. */
export type RightsObject =
  | 'licence'
  | 'own-licence'
  | 'draft'
  | 'submitted-draft'
  | 'seal'
  | 'licence-type'
  | 'unit'
  | 'contact'
  | 'client'
  | 'client-credential'
  | 'client-request'
  | StaffObject;

export interface ClosedRoute {
  readonly route: string;
  /** Reach what is their own unit's, or theirs, and nothing of another: that is not there for them. */
  readonly own?: readonly Persona[];
  /** Reach what is any unit's of their region, and only with a purpose; nothing of another region. */
  readonly region?: readonly Persona[];
  /** Reach everything there is. */
  readonly everywhere?: readonly Persona[];
  readonly object?: RightsObject;
  /** A body that the route takes for ours and for another's object alike. */
  readonly body?:
    | 'act'
    | 'change'
    | 'issue'
    | 'stamping'
    | 'draft'
    | 'edited-draft'
    | 'revision'
    | 'review'
    | UnitBody
    | ClientBody
    | StaffBody;
}

const READS_LICENCES = {
  own: ['clerk', 'reviewer', 'disputes', 'system'],
  region: ['window', 'supervisor'],
} as const;
const CHANGES_STATE = { own: ['reviewer', 'system'], object: 'licence', body: 'act' } as const;

const KEEPS_UNITS = { everywhere: ['system-admin'] } as const;
const KEEPS_PEOPLE = { everywhere: ['security-admin'] } as const;
const ACTS_ON_ACCOUNT = { ...KEEPS_PEOPLE, object: 'account', body: 'staff-reason' } as const;

const KEEPS_CLIENTS = { everywhere: ['security-admin'] } as const;

export const CLOSED: readonly ClosedRoute[] = [
  { route: 'GET /api/v1/licences', ...READS_LICENCES },
  { route: 'GET /api/v1/licences/:id', ...READS_LICENCES, object: 'licence' },
  { route: 'GET /api/v1/licences/:id/file', ...READS_LICENCES, object: 'licence' },
  { route: 'GET /api/v1/licences/:id/events', ...READS_LICENCES, object: 'licence' },
  { route: 'GET /api/v1/licences/:id/file/evidence-record', ...READS_LICENCES, object: 'licence' },
  { route: 'POST /api/v1/licences', own: ['system'], body: 'issue' },
  { route: 'POST /api/v1/licences/:id/changes', own: ['system'], object: 'licence', body: 'change' },
  { route: 'POST /api/v1/licences/:id/file/archival-form', own: ['system'], object: 'licence' },
  { route: 'POST /api/v1/licences/:id/suspensions', ...CHANGES_STATE },
  { route: 'POST /api/v1/licences/:id/resumptions', ...CHANGES_STATE },
  { route: 'POST /api/v1/licences/:id/loss-reports', ...CHANGES_STATE },
  { route: 'POST /api/v1/licences/:id/recoveries', ...CHANGES_STATE },
  { route: 'POST /api/v1/licences/:id/transfers', ...CHANGES_STATE },
  { route: 'POST /api/v1/licences/:id/cancellations', ...CHANGES_STATE },
  { route: 'POST /api/v1/licences/:id/revocations', ...CHANGES_STATE },
  { route: 'POST /api/v1/licences/:id/withdrawals', ...CHANGES_STATE },
  { route: 'POST /api/v1/licences/:id/annulments', ...CHANGES_STATE },

  { route: 'GET /api/v1/own-licences', own: ['holder'] },
  { route: 'GET /api/v1/own-licences/:id', own: ['holder'], object: 'own-licence' },
  { route: 'GET /api/v1/own-licences/:id/file', own: ['holder'], object: 'own-licence' },
  { route: 'GET /api/v1/own-licences/:id/log', own: ['holder'], object: 'own-licence' },
  { route: 'GET /holder/licences/:id', own: ['holder'], object: 'own-licence' },

  { route: 'POST /api/v1/licence-drafts', own: ['clerk'], body: 'draft' },
  { route: 'GET /api/v1/licence-drafts', own: ['clerk', 'reviewer'] },
  { route: 'GET /api/v1/licence-drafts/:id', own: ['clerk', 'reviewer'], object: 'draft' },
  { route: 'PUT /api/v1/licence-drafts/:id', own: ['clerk'], object: 'draft', body: 'edited-draft' },
  { route: 'POST /api/v1/licence-drafts/:id/submissions', own: ['clerk'], object: 'draft', body: 'revision' },
  { route: 'POST /api/v1/licence-drafts/:id/withdrawals', own: ['clerk'], object: 'draft', body: 'revision' },
  {
    route: 'POST /api/v1/licence-drafts/:id/reviews',
    own: ['reviewer'],
    object: 'submitted-draft',
    body: 'review',
  },

  {
    route: 'GET /api/v1/licence-types/:code/preview',
    everywhere: ['clerk', 'system'],
    object: 'licence-type',
  },
  {
    route: 'POST /api/v1/seals/:code/stampings',
    own: ['custodian', 'system'],
    object: 'seal',
    body: 'stamping',
  },

  { route: 'POST /api/v1/units', ...KEEPS_UNITS, body: 'unit' },
  { route: 'POST /api/v1/units/:id/names', ...KEEPS_UNITS, object: 'unit', body: 'unit-name' },
  { route: 'POST /api/v1/units/:id/parent', ...KEEPS_UNITS, object: 'unit', body: 'unit-parent' },
  { route: 'POST /api/v1/units/:id/duties', ...KEEPS_UNITS, object: 'unit', body: 'unit-duties' },
  { route: 'POST /api/v1/units/:id/telephones', ...KEEPS_UNITS, object: 'unit', body: 'unit-telephone' },
  { route: 'GET /api/v1/units/:id/contacts', ...KEEPS_UNITS, object: 'unit' },
  { route: 'POST /api/v1/units/:id/contacts', ...KEEPS_UNITS, object: 'unit', body: 'contact' },
  { route: 'POST /api/v1/units/:id/contacts/:contactId/end', ...KEEPS_UNITS, object: 'contact' },
  { route: 'POST /api/v1/units/:id/end-plans', ...KEEPS_UNITS, object: 'unit', body: 'unit-end-plan' },
  { route: 'POST /api/v1/units/:id/ends', ...KEEPS_UNITS, object: 'unit', body: 'unit-end' },

  { route: 'POST /api/v1/client-requests', ...KEEPS_CLIENTS, body: 'client-request' },
  { route: 'GET /api/v1/client-requests', ...KEEPS_CLIENTS },
  { route: 'GET /api/v1/client-requests/:id', ...KEEPS_CLIENTS, object: 'client-request' },
  {
    route: 'POST /api/v1/client-requests/:id/decisions',
    ...KEEPS_CLIENTS,
    object: 'client-request',
    body: 'client-decision',
  },
  { route: 'GET /api/v1/clients', ...KEEPS_CLIENTS },
  { route: 'GET /api/v1/clients/:id', ...KEEPS_CLIENTS, object: 'client' },
  {
    route: 'POST /api/v1/clients/:id/credentials',
    ...KEEPS_CLIENTS,
    object: 'client',
    body: 'client-credential',
  },
  {
    route: 'POST /api/v1/clients/:id/credentials/:credentialId/ends',
    ...KEEPS_CLIENTS,
    object: 'client-credential',
    body: 'empty',
  },
  { route: 'POST /api/v1/clients/:id/ends', ...KEEPS_CLIENTS, object: 'client', body: 'client-end' },

  { route: 'GET /api/v1/staff', ...KEEPS_PEOPLE },
  { route: 'POST /api/v1/staff', ...KEEPS_PEOPLE, body: 'staff-account' },
  { route: 'GET /api/v1/staff/:id', ...KEEPS_PEOPLE, object: 'account' },
  { route: 'POST /api/v1/staff/:id/suspensions', ...ACTS_ON_ACCOUNT },
  { route: 'POST /api/v1/staff/:id/resumptions', ...ACTS_ON_ACCOUNT },
  { route: 'POST /api/v1/staff/:id/closures', ...ACTS_ON_ACCOUNT },
  { route: 'POST /api/v1/staff/:id/enrolments', ...ACTS_ON_ACCOUNT },
  { route: 'GET /api/v1/staff/:id/sessions', ...KEEPS_PEOPLE, object: 'account' },
  { route: 'POST /api/v1/staff/:id/sessions/ending', ...KEEPS_PEOPLE, object: 'account' },
  { route: 'POST /api/v1/staff/:id/sessions/:sessionId/ending', ...KEEPS_PEOPLE, object: 'session' },
  {
    route: 'POST /api/v1/staff/:id/enrolments/:enrolmentId/confirmations',
    ...KEEPS_PEOPLE,
    object: 'enrolment',
  },
  { route: 'GET /api/v1/role-requests', ...KEEPS_PEOPLE },
  { route: 'POST /api/v1/role-requests', ...KEEPS_PEOPLE, body: 'staff-role-request' },
  { route: 'GET /api/v1/role-requests/:id', ...KEEPS_PEOPLE, object: 'role-request' },
  {
    route: 'POST /api/v1/role-requests/:id/decisions',
    ...KEEPS_PEOPLE,
    object: 'role-request',
    body: 'staff-role-decision',
  },

  { route: 'GET /api/v1/problem-reports', own: ['disputes', 'system'] },

  { route: 'GET /api/v1/log/entries', everywhere: ['audit-admin'] },
  { route: 'GET /api/v1/log/entries.csv', everywhere: ['audit-admin'] },
  { route: 'GET /api/v1/log/entries.ndjson', everywhere: ['audit-admin'] },
];

/**
 * What every member of staff does with their own account and sessions: these routes name nobody else, and systems have
 * no account. What they do is shown in `test/integration/sign-in.test.ts`.
 */
export const OWN_ACCOUNT: readonly string[] = [
  'GET /api/v1/staff-account/factors',
  'POST /api/v1/staff-account/factors',
  'POST /api/v1/staff-account/factors/:id/removal',
  'POST /api/v1/staff-account/factors/offers',
  'POST /api/v1/staff-account/password',
  'GET /api/v1/staff-account/sessions',
  'POST /api/v1/staff-account/sessions/:id/ending',
  'POST /api/v1/staff-account/sign-out',
  'GET /staff/account',
  'GET /staff/account/factors',
  'POST /staff/account/factors',
  'POST /staff/account/factors/:id/removal',
  'POST /staff/account/password',
  'POST /staff/account/sessions/:id/ending',
  'POST /staff/account/sign-out',
];

/** Open to anyone, signed in or not. Nothing about a person stands there that the caller does not bring along. */
export const OPEN: readonly string[] = [
  'GET /',
  'GET /.well-known/oauth-authorization-server',
  'GET /R/:number',
  'GET /V/:token',
  'GET /api/docs',
  'GET /api/docs/swagger-ui-bundle.js',
  'GET /api/docs/swagger-ui.css',
  'GET /api/openapi.json',
  'GET /api/v1/licence-types',
  'GET /api/v1/licence-types/:code',
  'GET /api/v1/log/checkpoint',
  'GET /api/v1/log/consistency',
  'GET /api/v1/log/key.pem',
  'GET /api/v1/log/proofs/:id',
  'GET /api/v1/seals/:code',
  'POST /api/v1/staff-enrolments',
  'POST /api/v1/staff-enrolments/attempts',
  'POST /api/v1/staff-enrolments/offers',
  'POST /api/v1/staff-sessions',
  'POST /api/v1/staff-sessions/attempts',
  'POST /api/v1/staff-sessions/challenges',
  'POST /api/v1/staff-sessions/new-password',
  'GET /api/v1/units',
  'GET /api/v1/units/:id',
  'GET /api/v1/units/tree',
  'POST /api/v1/verifications/file',
  'POST /api/v1/verifications/identifier',
  'POST /api/v1/verifications/number',
  'POST /api/v1/verifications/statement',
  'GET /api/v1/verifications/token/:token',
  'GET /assets/:name',
  'GET /check/file',
  'POST /check/file',
  'GET /check/number',
  'POST /check/number',
  'POST /check/receipt',
  'GET /check/statement',
  'POST /check/statement',
  'GET /favicon.ico',
  'GET /favicon.svg',
  'GET /health/live',
  'GET /health/ready',
  'GET /holder',
  'GET /holder/sign-in',
  'GET /holder/sign-in/return',
  'POST /holder/sign-out',
  'GET /issuers',
  'GET /log/proof',
  'GET /log/proof/:id',
  'GET /metrics',
  'POST /ocsp',
  'GET /ocsp/:request',
  'GET /offline',
  'GET /offline-worker.js',
  'GET /offline/keyring',
  'POST /oauth/revoke',
  'POST /oauth/token',
  'GET /pki',
  'GET /pki/ca/:file',
  'GET /pki/crl/:file',
  'GET /pki/statement-keys.json',
  'GET /problem',
  'POST /problem',
  'GET /problem/:number',
  'GET /r/:number',
  'GET /robots.txt',
  'GET /staff/enrol',
  'POST /staff/enrol',
  'GET /staff/enrol/factor',
  'POST /staff/enrol/factor',
  'GET /staff/sign-in',
  'POST /staff/sign-in',
  'GET /staff/sign-in/new-password',
  'POST /staff/sign-in/new-password',
  'GET /staff/sign-in/second-step',
  'POST /staff/sign-in/second-step',
  'POST /tsa',
  'GET /v/:token',
];
