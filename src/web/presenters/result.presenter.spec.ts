import { licenceView, reportWith } from '../../../test/factories/verification-reports.ts';
import { presentFactLines } from './fact-lines.presenter.ts';
import { presentLicence, presentResult } from './result.presenter.ts';

const zh = (lines: readonly { text: { zh: string } }[]) => lines.map((line) => line.text.zh);

describe('presentFactLines', () => {
  it('folds the facts of a good file into six lines, the seal named and the proof of time told', () => {
    expect(zh(presentFactLines(reportWith('valid')))).toEqual([
      '文件自盖章后未被改动',
      '印章：晋城市市场监督管理局，盖章时有效',
      '盖章时间2024年7月1日 10:03:05（登记库证明）',
      '登记库有此证照，与登记的文件完全相同',
      '登记状态：现行有效（2026年11月23日 15:12:08）',
      '内容没有异议',
    ]);
  });

  it('shows of an altered file only that it was altered and what the register says', () => {
    const lines = presentFactLines(reportWith('altered'));
    expect(lines[0]).toMatchObject({ outcome: 'failed', text: { zh: '盖章时的内容被改动过' } });
    expect(zh(lines).join()).not.toMatch(/印章：|盖章时间/);
  });

  it('shows what could not be learnt as unknown, never as good or bad', () => {
    const lines = presentFactLines(reportWith('cannot-check'));
    expect(lines.at(-1)).toEqual({
      outcome: 'unknown',
      text: { zh: '登记状态：暂时查不到', en: 'State in the register: cannot be learnt now' },
    });
  });

  it('names a signing time that nobody proves as the signer’s own word', () => {
    const report = reportWith('valid');
    const [signature] = report.signatures;
    const unproved = { ...report, signatures: [{ ...signature!, proofOfTime: null }] };
    expect(presentFactLines(unproved)[2]).toMatchObject({ outcome: 'unknown' });
    expect(zh(presentFactLines(unproved))[2]).toContain('签名人自报');
  });

  it('leaves out what was not applicable', () => {
    const facts = [{ name: 'inForce', outcome: 'notApplicable', reason: 'not-in-register' }] as const;
    expect(presentFactLines(reportWith('unsigned', { facts }))).toEqual([]);
  });
});

describe('presentLicence', () => {
  it('has no row for what the report does not show', () => {
    const { licenceType, issuer, state, version, currentVersion } = licenceView('in-force');
    const rows = presentLicence({ licenceType, issuer, state, version, currentVersion });
    expect(rows.map((row) => row.label.zh)).toEqual(['证照类型', '签发机关', '登记状态', '版本']);
  });

  it('says 长期 for a licence without an end and that part of a name is hidden', () => {
    const licence = licenceView('in-force');
    const person = { name: '王*', masked: true, kind: 'natural-person' } as const;
    const rows = presentLicence({ ...licence, holders: [person] });
    expect(rows.find((row) => row.label.zh === '有效期至')?.value.zh).toBe('长期');
    expect(rows.find((row) => row.label.zh === '持证人')?.value.zh).toBe('王*（姓名已隐去一部分）');
  });
});

describe('presentResult', () => {
  it('takes no name or time from the signatures of an altered file', () => {
    const labels = presentResult(reportWith('altered')).technicalRows.map((row) => row.label.zh);
    expect(labels).toContain('文件的SHA-256');
    expect(labels).not.toContain('签名人');
  });

  it.each([
    [{ on: '2025-03-01', inForce: true, state: 'in-force', version: 2 }, '2025年3月1日：当时有效（第2版）'],
    [
      { on: '2024-03-01', inForce: false, state: 'not-issued', version: null },
      '2024年3月1日：当时还没有签发',
    ],
    [
      { on: '2026-10-09', inForce: false, state: 'revoked', version: 1 },
      '2026年10月9日：当时不是有效状态（已吊销）',
    ],
  ] as const)('answers whether it was in force on a date: %o', (onDate, answer) => {
    expect(presentResult(reportWith('valid', { onDate })).onDate?.zh).toBe(answer);
  });
});
