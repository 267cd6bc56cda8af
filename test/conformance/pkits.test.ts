import { agreementByKind, isAgreed, type JudgedRow } from './corpus/agreement.ts';
import { hasCorpus } from './corpus/corpus-files.ts';
import { judgePkits } from './corpus/path-validation.ts';

if (!hasCorpus) {
  it.skip('path validation agrees with NIST PKITS (skipped: the corpus is not here)', () => {});
} else {
  describe('path validation agrees with NIST PKITS', () => {
    const rows: readonly JudgedRow[] = judgePkits();

    it.each(agreementByKind(rows))('in family $kind', ({ otherwise }) => {
      expect(otherwise).toEqual([]);
    });

    it('in 249 of 249 rows', () => {
      expect([rows.filter(isAgreed).length, rows.length]).toEqual([249, 249]);
    });
  });
}
