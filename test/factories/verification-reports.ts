import type { Fact } from '../../src/verification/verdict/facts.ts';
import type { Conclusion, VerdictCode, VerdictValues } from '../../src/verification/verdict/verdict-codes.ts';
import { VERDICT_CLASSES } from '../../src/verification/verdict/verdict-codes.ts';
import type {
  LicenceView,
  LicenceViewState,
  SignatureReport,
  VerificationReport,
} from '../../src/verification/verification-report.ts';

const AUTHORITY = '晋城市市场监督管理局';

/** Values for every conclusion, long ones where a page could burst. */
export const CONCLUSION_VALUES: { readonly [Code in VerdictCode]: VerdictValues[Code] } = {
  valid: { authority: AUTHORITY },
  'not-yet': { effectiveOn: '2026-12-01' },
  expired: { expiredOn: '2026-06-30', days: 146 },
  superseded: { supersededOn: '2026-09-01', currentVersion: 2 },
  disputed: {
    authority: AUTHORITY,
    phone: '0356-2030000',
    receivedOn: '2026-11-20',
    answerBy: '2026-11-27',
  },
  'inspection-due': { dueOn: '2026-10-01' },
  pledged: { since: '2026-05-06' },
  'purpose-copy': { purpose: '食品经营许可延续', unit: '晋城市行政审批服务管理局', until: '2026-12-31' },
  'copy-match': { authority: AUTHORITY, items: ['名称', '编号', '有效期'], uncompared: ['照片'] },
  'copy-to-compare': { authority: AUTHORITY },
  revoked: {
    state: 'revoked',
    authority: AUTHORITY,
    effectiveOn: '2026-10-08',
    phone: '0356-2030000',
    fileUnaltered: true,
  },
  suspended: { state: 'suspended', authority: AUTHORITY, since: '2026-11-01' },
  altered: { pages: [{ page: 1, changes: 2 }], registered: true },
  'seal-bad': { sealName: '晋城市市场监督管理局', reason: 'lost', sealedOn: '2026-11-02' },
  impostor: { authority: AUTHORITY },
  'copy-differs': { items: ['有效期'] },
  'not-ours': {
    signer: '某某市公安局',
    certificateIssuer: '某某数字认证中心',
    recognisedIssuer: false,
    unchanged: true,
  },
  unsigned: {},
  unknown: {},
  mismatch: { triesLeft: 3 },
  'mismatch-personal': {},
  unreadable: { reason: 'password' },
  'cannot-check': { missing: 'register', fileUnaltered: true },
  'offline-list': { listAt: '2026-11-23T01:00:00.000Z', hours: 6 },
  'code-expired': {},
  'code-used': { usedAt: '2026-11-23T06:30:00.000Z', unit: '晋城市行政审批服务管理局' },
  'foreign-code': { domain: 'example.com' },
  rate: { minutes: 10 },
  test: {},
};

const STATE_BY_CODE: Partial<Record<VerdictCode, LicenceViewState>> = {
  valid: 'in-force',
  'not-yet': 'not-yet',
  expired: 'expired',
  superseded: 'superseded',
  disputed: 'in-force',
  'inspection-due': 'in-force',
  pledged: 'in-force',
  'purpose-copy': 'in-force',
  'copy-match': 'in-force',
  'copy-to-compare': 'in-force',
  revoked: 'revoked',
  suspended: 'suspended',
  altered: 'in-force',
  'seal-bad': 'in-force',
  'copy-differs': 'in-force',
};

/** A licence of the register as a QR code may show it. */
export function licenceView(state: LicenceViewState): LicenceView {
  return {
    licenceType: { code: '11100000MB0143028R001', nameZh: '营业执照', nameEn: 'Business licence' },
    issuer: {
      nameZh: AUTHORITY,
      nameEn: 'Jincheng Administration for Market Regulation',
      phone: '0356-2030000',
    },
    state,
    version: 1,
    currentVersion: state === 'superseded' ? 2 : 1,
    identifier: '1.2.156.3005.2.11100000MB0143028R001.11140500MB9A000141.A1B2C3D4E5F6A7B8C9D0.001.J',
    number: '91140500MA0DEM013P',
    issuedOn: '2024-07-01',
    effectiveOn: '2024-07-01',
    expiresOn: state === 'expired' ? '2026-06-30' : null,
    holders: [{ name: '晋城市太行山货土特产有限责任公司', masked: false, kind: 'legal-person' }],
    publicFields: [
      { name: 'KZ_QYLX', labelZh: '类型', labelEn: 'Kind', value: '有限责任公司（自然人投资或控股）' },
      { name: 'KZ_ZCZB', labelZh: '注册资本', labelEn: 'Registered capital', value: '5,000,000.00元' },
    ],
  };
}

const SIGNATURE: SignatureReport = {
  indication: 'TOTAL-PASSED',
  subIndication: null,
  facts: [],
  signer: { commonName: AUTHORITY, organisation: AUTHORITY },
  certificateIssuer: '照章开发签发机构',
  claimedSigningAt: '2024-07-01T02:03:04.000Z',
  proofOfTime: { kind: 'register', at: '2024-07-01T02:03:05.000Z' },
  trustReasons: [],
  changesSince: [],
};

const FILE_FACTS: readonly Fact[] = [
  { name: 'unchangedSinceSealing', outcome: 'passed', reason: 'digest-matches' },
  { name: 'signatureHolds', outcome: 'passed', reason: 'signature-matches' },
  { name: 'signerTrusted', outcome: 'passed', reason: 'path-to-anchor' },
  { name: 'certificateGood', outcome: 'passed', reason: 'good-at-proven-time' },
  { name: 'sealGood', outcome: 'passed', reason: 'good-at-proven-time' },
  { name: 'nothingAdded', outcome: 'passed', reason: 'whole-document-signed' },
  { name: 'identicalToRegistered', outcome: 'passed', reason: 'same-digest' },
];

const ALTERED_FACTS: readonly Fact[] = [
  { name: 'unchangedSinceSealing', outcome: 'failed', reason: 'HASH_FAILURE' },
  { name: 'signatureHolds', outcome: 'passed', reason: 'signature-matches' },
  { name: 'signerTrusted', outcome: 'passed', reason: 'path-to-anchor' },
  { name: 'nothingAdded', outcome: 'failed', reason: 'changed-after-sealing' },
  { name: 'identicalToRegistered', outcome: 'failed', reason: 'other-digest' },
];

function registerFacts(state: LicenceViewState | undefined, code: VerdictCode): Fact[] {
  if (code === 'cannot-check') {
    return [
      { name: 'registerKnows', outcome: 'unknown', reason: 'register-out-of-reach' },
      { name: 'inForce', outcome: 'unknown', reason: 'register-out-of-reach' },
    ];
  }
  if (state === undefined) return [{ name: 'registerKnows', outcome: 'failed', reason: 'not-found' }];
  return [
    { name: 'registerKnows', outcome: 'passed', reason: 'found' },
    { name: 'inForce', outcome: state === 'in-force' ? 'passed' : 'failed', reason: state },
    {
      name: 'notDisputed',
      outcome: code === 'disputed' ? 'failed' : 'passed',
      reason: code === 'disputed' ? 'disputed' : 'no-dispute',
    },
  ];
}

/** The report that leads to `code`, checked by file where the code is about a file. */
export function reportWith(code: VerdictCode, changes: Partial<VerificationReport> = {}): VerificationReport {
  const state = STATE_BY_CODE[code];
  const aboutFile = ['valid', 'altered', 'revoked', 'cannot-check'].includes(code);
  const fileFacts = code === 'altered' ? ALTERED_FACTS : FILE_FACTS;
  return {
    reference: '5f0c9a0e-6d3b-4c8e-9f57-3a1de1b6a001',
    checkedAt: '2026-11-23T07:12:08.000Z',
    channel: aboutFile ? 'file' : 'token',
    trial: false,
    conclusion: {
      code,
      class: VERDICT_CLASSES[code],
      values: CONCLUSION_VALUES[code],
    } as Conclusion,
    facts: [...(aboutFile ? fileFacts : []), ...registerFacts(state, code)],
    licence: state === undefined ? null : licenceView(state),
    signatures: aboutFile ? [SIGNATURE] : [],
    file: aboutFile ? { sha256: 'ab'.repeat(32), byteLength: 52_310, form: 'pdf', pageCount: 1 } : null,
    onDate: null,
    ...changes,
  };
}

export const ALL_CODES = Object.keys(VERDICT_CLASSES) as readonly VerdictCode[];
