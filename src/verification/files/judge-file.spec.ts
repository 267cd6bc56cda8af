import type { FileInspection, InspectedSignature } from '../inspection/file-inspection.ts';
import { toldFacts } from '../verdict/document-facts.ts';
import { verdictCodeOf } from '../verdict/verdict-precedence.ts';
import { type FileBackground, judgeFile, type KnownSeal, type SealStateSince } from './judge-file.ts';

const SIGNATURE: InspectedSignature = {
  indication: 'TOTAL-PASSED',
  subIndication: null,
  facts: {
    unchangedSinceSealing: { outcome: 'passed', reason: 'digest-matches' },
    signatureHolds: { outcome: 'passed', reason: 'signature-matches' },
    signerTrusted: { outcome: 'passed', reason: 'path-to-anchor' },
    certificateGood: { outcome: 'passed', reason: 'good-at-proven-time' },
  },
  electronicSeal: null,
  signer: { commonName: '晋城市公安局', organisation: null },
  certificateIssuer: '某电子认证机构',
  certificateIssuerUnit: null,
  certificateSha256: 'aa',
  claimedSigningAt: '2026-11-23T01:00:00.000Z',
  proofOfTime: null,
  changesSince: [],
  grounds: {
    fieldName: 'Seal1',
    subFilter: 'ETSI.CAdES.detached',
    coversWholeFile: true,
    coveredLength: 1000,
    laterRevisions: 0,
    integrityReasons: [],
    warnings: [],
    changes: [],
    trustReasons: [],
    chain: [],
    revokedLaterAt: null,
    weaknesses: [],
  },
};

const sealOnce = (...states: readonly SealStateSince['state'][]): KnownSeal => {
  const [first = 'active', ...later] = states;
  return {
    name: '晋城市公安局',
    validUntil: new Date('2029-01-01'),
    states: [
      { state: first, since: new Date('2026-01-01') },
      ...later.map((state, index) => ({ state, since: new Date(`2026-11-0${index + 1}`) })),
    ],
  };
};

const SEALED: FileInspection = {
  form: 'pdf',
  obstacle: null,
  pageCount: 1,
  signatures: [SIGNATURE],
  timeStamps: [],
  nothingAdded: { outcome: 'passed', reason: 'whole-document-signed' },
  claimedIdentifiers: [],
  codes: [],
};

const REGISTERED: FileBackground = {
  register: { kind: 'found', standing: 'in-force' },
  isRegisteredFile: true,
  isOneLicence: true,
  sealOf: () => sealOnce('active'),
  isUnitName: (name) => name === '晋城市公安局',
  now: new Date('2026-11-23T02:00:00Z'),
};

const verdict = (inspection: FileInspection, background: Partial<FileBackground> = {}) => {
  const { facts, subject } = judgeFile(inspection, { ...REGISTERED, ...background });
  return verdictCodeOf(facts, subject);
};

const ELSEWHERE: Partial<FileBackground> = {
  register: { kind: 'nothing-to-look-up' },
  isRegisteredFile: false,
};

describe('judgeFile', () => {
  it('tells nine facts of a registered file, all passed', () => {
    const told = toldFacts(judgeFile(SEALED, REGISTERED).facts);
    expect(told.map(({ outcome }) => outcome)).toEqual(Array(9).fill('passed'));
  });

  it('takes the worst of several signatures', () => {
    const broken: InspectedSignature = {
      ...SIGNATURE,
      facts: { ...SIGNATURE.facts, unchangedSinceSealing: { outcome: 'failed', reason: 'HASH_FAILURE' } },
    };
    expect(verdict({ ...SEALED, signatures: [SIGNATURE, broken] })).toBe('altered');
  });

  it('calls a recognised seal on what no register knows not ours, and a lost one bad', () => {
    expect(verdict(SEALED, ELSEWHERE)).toBe('not-ours');
    expect(verdict(SEALED, { ...ELSEWHERE, sealOf: () => null })).toBe('not-ours');
    const lost = sealOnce('lost');
    expect(verdict(SEALED, { ...ELSEWHERE, sealOf: () => lost })).toBe('seal-bad');
  });

  it('keeps a registered file good when its seal is lost later', () => {
    const lost = sealOnce('lost');
    expect(verdict(SEALED, { sealOf: () => lost })).toBe('valid');
  });

  it('judges the seal at the proven instant, and now where nothing proves one', () => {
    const stampedOn = (day: string, sealOf: KnownSeal): string => {
      const proofOfTime = { kind: 'time-stamp', at: `${day}T00:00:00.000Z` } as const;
      const stamped = { ...SEALED, signatures: [{ ...SIGNATURE, proofOfTime }] };
      return judgeFile(stamped, { ...REGISTERED, ...ELSEWHERE, sealOf: () => sealOf }).facts.sealGood.reason;
    };
    const resumed = sealOnce('active', 'stopped', 'active', 'lost');
    expect(stampedOn('2026-10-31', resumed)).toBe('good-at-proven-time');
    expect(stampedOn('2026-11-01', resumed)).toBe('seal-stopped');
    expect(stampedOn('2026-11-02', resumed)).toBe('good-at-proven-time');
    expect(stampedOn('2026-11-20', resumed)).toBe('seal-lost');
    expect(stampedOn('2029-01-01', sealOnce('active'))).toBe('seal-ended');
    expect(stampedOn('2028-12-31', sealOnce('active'))).toBe('good-at-proven-time');
    const { facts } = judgeFile(SEALED, { ...REGISTERED, ...ELSEWHERE, sealOf: () => resumed });
    expect(facts.sealGood.reason).toBe('seal-lost');
  });

  it('lets what an electronic seal says against itself stand, in the registered file too', () => {
    const withSeal = (electronicSeal: InspectedSignature['electronicSeal']): FileInspection => ({
      ...SEALED,
      signatures: [{ ...SIGNATURE, electronicSeal }],
    });
    const lost = sealOnce('lost');
    const good = withSeal({ outcome: 'passed', reason: 'good-at-proven-time' });
    const silent = withSeal({ outcome: 'unknown', reason: 'TRY_LATER' });
    expect(verdict(good)).toBe('valid');
    expect(verdict(withSeal({ outcome: 'failed', reason: 'maker-revoked' }))).toBe('seal-bad');
    expect(verdict(silent)).toBe('cannot-check');
    expect(verdict(good, { ...ELSEWHERE, sealOf: () => lost })).toBe('seal-bad');
    expect(verdict(silent, { ...ELSEWHERE, sealOf: () => lost })).toBe('seal-bad');
  });

  it('knows an impostor by the name, and a development seal by its authority', () => {
    const stranger = (issuerUnit: string | null): FileInspection => ({
      ...SEALED,
      signatures: [
        {
          ...SIGNATURE,
          certificateIssuerUnit: issuerUnit,
          facts: {
            ...SIGNATURE.facts,
            signerTrusted: { outcome: 'failed', reason: 'NO_CERTIFICATE_CHAIN_FOUND' },
            certificateGood: { outcome: 'notApplicable', reason: 'not-reached' },
          },
        },
      ],
    });
    expect(verdict(stranger(null), ELSEWHERE)).toBe('impostor');
    expect(verdict(stranger(null), { ...ELSEWHERE, isUnitName: () => false })).toBe('not-ours');
    expect(verdict(stranger('仅供开发和试用'), ELSEWHERE)).toBe('test');
  });

  it('cannot say while the register is out of reach', () => {
    expect(verdict(SEALED, { register: { kind: 'out-of-reach' }, isRegisteredFile: false })).toBe(
      'cannot-check',
    );
  });

  it('counts changes by page', () => {
    const changesSince = [
      { kind: 'page-content-altered', page: 2 },
      { kind: 'annotation-added', page: 1 },
      { kind: 'annotation-added', page: 2 },
      { kind: 'metadata-altered', page: null },
    ];
    const { changedPages } = judgeFile(
      { ...SEALED, signatures: [{ ...SIGNATURE, changesSince }] },
      REGISTERED,
    );
    expect(changedPages).toEqual([
      { page: 1, changes: 1 },
      { page: 2, changes: 2 },
    ]);
  });

  it('compares nothing of a copy, unless its codes lead to different licences', () => {
    const copy: FileInspection = { ...SEALED, form: 'picture', signatures: [] };
    expect(verdict(copy, { isRegisteredFile: false })).toBe('copy-to-compare');
    expect(verdict(copy, { isRegisteredFile: false, isOneLicence: false })).toBe('copy-differs');
    expect(verdict(copy, ELSEWHERE)).toBe('unsigned');
    expect(verdict(copy, { register: { kind: 'not-found' }, isRegisteredFile: false })).toBe('unknown');
  });
});
