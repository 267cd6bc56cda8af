import { agreementByKind, isAgreed } from './corpus/agreement.ts';
import { hasCorpus } from './corpus/corpus-files.ts';
import { DECIDED_OTHERWISE, type JudgedFileRow, judgeSignedFiles } from './corpus/signed-files.ts';

if (!hasCorpus) {
  it.skip('signed files are judged as known (skipped: the files with known verdicts are not here)', () => {});
} else {
  describe('signed files with known verdicts', () => {
    let rows: readonly JudgedFileRow[];
    beforeAll(async () => {
      rows = await judgeSignedFiles();
    }, 120_000);

    it('are judged as their makers say, in all kinds, but for those with a listed reason', () => {
      const otherwise = agreementByKind(rows).flatMap((kind) => kind.otherwise);
      expect(otherwise.map(({ name }) => name)).toEqual(Object.keys(DECIDED_OTHERWISE));
      expect(rows.filter(isAgreed)).toHaveLength(309);
    });

    it('are never valid where they are invalid, and no valid one is called invalid, with their roots and time', () => {
      const isWrong = ({ expected, conclusion, name }: JudgedFileRow) =>
        expected === 'invalid'
          ? conclusion === 'valid'
          : conclusion === 'invalid' && DECIDED_OTHERWISE[name] === undefined;
      expect(rows.filter(isWrong)).toEqual([]);
    });
  });
}
