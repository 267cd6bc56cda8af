import { ALL_CODES, CONCLUSION_VALUES, reportWith } from '../../../test/factories/verification-reports.ts';
import { VERDICT_CLASSES } from '../../verification/verdict/verdict-codes.ts';
import { presentVerdict } from './verdict.presenter.ts';

describe('presentVerdict', () => {
  it.each(ALL_CODES)('fills every placeholder of %s in both languages', (code) => {
    const { sentence, reason, next } = presentVerdict(reportWith(code));
    for (const text of [sentence, reason, next]) {
      if (text === null) continue;
      expect(text.zh).not.toMatch(/[{}]|undefined|\bnull\b/);
      expect(text.en).not.toMatch(/[{}]|undefined|\bnull\b/);
    }
  });

  it.each(ALL_CODES)('keeps the class that the conclusion %s has', (code) => {
    expect(presentVerdict(reportWith(code)).class).toBe(VERDICT_CLASSES[code]);
  });

  it('says that the file is unaltered only where a sealed file was checked', () => {
    const values = { ...CONCLUSION_VALUES.revoked, fileUnaltered: false };
    const byToken = reportWith('revoked', { conclusion: { code: 'revoked', class: 'R', values } });
    expect(presentVerdict(byToken).reason?.zh).not.toContain('未被改动');
    expect(presentVerdict(reportWith('revoked')).reason?.zh).toContain('文件本身未被改动');
  });

  it('uses the exact legal word for how a licence ended', () => {
    const values = { ...CONCLUSION_VALUES.revoked, state: 'annulled' } as const;
    const annulled = reportWith('revoked', { conclusion: { code: 'revoked', class: 'R', values } });
    expect(presentVerdict(annulled).sentence).toEqual({
      zh: '证照已被撤销',
      en: 'Annulled – no longer in force',
    });
  });

  it('names the page of a change only where it is known', () => {
    const nowhere = { code: 'altered', class: 'R', values: { pages: [], registered: false } } as const;
    expect(presentVerdict(reportWith('altered')).reason?.zh).toMatch(/^第1页有2处改动。/);
    expect(presentVerdict(reportWith('altered', { conclusion: nowhere })).reason?.zh).toMatch(/^编辑、另存/);
  });

  it('gives the city’s own line where the body has no telephone', () => {
    expect(presentVerdict(reportWith('impostor')).next?.zh).toContain('12345');
  });
});
