import { type AttackedFile, attackedFiles, isJudgedWrongly, titleOf } from '../attacks/attack-table.ts';
import { makeAttackWorld } from '../attacks/attack-world.ts';
import { FILE_FORMS, missingToolFor } from '../attacks/file-forms.ts';
import { askOfFile } from '../support/pdf-judges.ts';
import { itJudgedBy } from '../support/tools.ts';

describe.each(FILE_FORMS)('published attacks on files of the form %s', (form) => {
  const missing = missingToolFor(form);
  const itHere = missing ? it.skip : it;
  const files: AttackedFile[] = [];

  itHere(
    `are called valid by no judge, and their benign twins by every one${missing ? ` (skipped: ${missing} not installed)` : ''}`,
    async () => {
      for await (const file of attackedFiles(await makeAttackWorld(), [form])) files.push(file);
      const wrong = files.filter(isJudgedWrongly);
      expect(wrong.map((file) => `${titleOf(file)}: ${file.byIntegrity.reasons.join(' ')}`)).toEqual([]);
      expect(files.length).toBeGreaterThan(300);
    },
    60_000,
  );

  if (!missing)
    itJudgedBy('qpdf')(
      'are proper files where the attack allows it',
      async () => {
        const proper = files.filter(({ attack, protection }) => !attack.isImproper && protection === 'plain');
        const objections: string[] = [];
        for (const file of proper) {
          const { exitCode, text } = await askOfFile('qpdf', ['--check'], file.bytes);
          if (exitCode !== 0) objections.push(`${titleOf(file)}: ${text}`);
        }
        expect(objections).toEqual([]);
      },
      60_000,
    );
});
