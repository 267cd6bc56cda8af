import { MOST_CONTACT, MOST_TEXT, type ProblemReportFields, readProblemReport } from './problem-report.ts';

const CHECK = '3f2b8c1e-0000-4000-8000-00000000000a';
const FIELDS: ProblemReportFields = {
  kind: 'suspected-forgery',
  checkReference: CHECK,
  text: '店里挂的证照与核验结果不一样',
  contact: '',
};
const codesOf = (fields: Partial<ProblemReportFields>) => {
  const read = readProblemReport({ ...FIELDS, ...fields });
  return 'problems' in read ? read.problems.map(({ field, code }) => `${field} ${code}`) : [];
};

describe('reading a problem report', () => {
  it('takes what was typed, and nothing for what was left empty', () => {
    expect(readProblemReport(FIELDS)).toEqual({ ...FIELDS, contact: null });
    expect(readProblemReport({ ...FIELDS, checkReference: '' })).toMatchObject({ checkReference: null });
  });

  it('takes the number of the check in capitals and with spaces around it', () => {
    const checkReference = ` ${CHECK.toUpperCase()} `;
    expect(readProblemReport({ ...FIELDS, checkReference })).toMatchObject({ checkReference: CHECK });
  });

  it('keeps line breaks and nothing else that moves a cursor', () => {
    const text = '第一行\r\n第二行\u001b[2J\u202e末';
    expect(readProblemReport({ ...FIELDS, text })).toMatchObject({ text: '第一行\n第二行 [2J 末' });
  });

  it('counts characters as people do, so that a rare one counts once', () => {
    expect(codesOf({ text: '𬀩'.repeat(MOST_TEXT) })).toEqual([]);
    expect(codesOf({ text: '𬀩'.repeat(MOST_TEXT + 1) })).toEqual(['text report.text-too-long']);
  });

  it('tells all that is wrong at once', () => {
    const contact = 'x'.repeat(MOST_CONTACT + 1);
    expect(codesOf({ kind: '', text: ' \n ', contact, checkReference: "1' OR 1=1" })).toEqual([
      'kind report.kind-missing',
      'text report.text-missing',
      'contact report.contact-too-long',
      'checkReference report.reference-form',
    ]);
  });
});
