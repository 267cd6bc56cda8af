import type { FileReport, SignatureVerdict } from './file-report.ts';
import { reportText } from './report-text.ts';

const SIGNATURE: SignatureVerdict = {
  conclusion: 'invalid',
  indication: 'TOTAL-FAILED',
  subIndication: 'FORMAT_FAILURE',
  field: 'Seal1',
  subFilter: 'ETSI.CAdES.detached',
  signer: { commonName: '晋城市\u001b[31m\u202e公安局', organisation: null },
  certificateIssuer: null,
  certificateSha256: null,
  claimedSigningAt: null,
  proofOfTime: { kind: 'time-stamp', at: '2026-11-23T08:00:00.000Z' },
  integrity: { status: 'passed', indication: 'TOTAL-PASSED', subIndication: null, reasons: [], warnings: [] },
  changes: {
    status: 'failed',
    indication: 'TOTAL-FAILED',
    subIndication: 'FORMAT_FAILURE',
    reasons: ['trailing-bytes', 'page-content-altered'],
    coversWholeFile: false,
    coveredLength: 1000,
    laterRevisions: 1,
    found: [
      { kind: 'page-content-altered', page: 1, fieldName: null, isPermitted: false },
      { kind: 'validation-data-added', page: null, fieldName: null, isPermitted: true },
    ],
  },
  trust: {
    status: 'unknown',
    indication: 'INDETERMINATE',
    subIndication: 'TRY_LATER',
    reasons: [{ code: 'TRY_LATER', detail: 'no-crl', subject: 'CN=某机构', revokedAt: null }],
    chain: [],
    revokedLaterAt: null,
    weaknesses: [],
  },
};

const REPORT: FileReport = {
  file: '证照.pdf',
  sha256: null,
  byteLength: null,
  judgedAt: '2026-11-24T08:00:00.000Z',
  conclusion: 'invalid',
  reasons: [],
  pageCount: 1,
  signatures: [SIGNATURE],
  timeStamps: [],
  evidenceRecord: null,
  seal: null,
};

describe('the report as text', () => {
  it('names changes, proof and what is missing in English', () => {
    expect(reportText(REPORT, 'en').split('\n')).toEqual([
      '证照.pdf: invalid',
      '  1. 晋城市�[31m�公安局: invalid (TOTAL-FAILED, FORMAT_FAILURE)',
      '     time: 2026-11-23T08:00:00.000Z by a time-stamp',
      '     integrity: good',
      '     changes since: bad – extra data at the end of the file – page 1: content altered – validation data added (permitted)',
      '     trust: undecided – no word on whether it was revoked (CN=某机构)',
      '',
    ]);
  });

  it('speaks Chinese when asked to', () => {
    expect(reportText(REPORT, 'zh')).toContain('第1页：内容被改动 – 加了验证资料（允许）');
  });
});
