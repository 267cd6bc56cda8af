import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askOfFile } from '../support/pdf-judges.ts';
import { hasTool } from '../support/tools.ts';
import { type AttackedFile, attackedFiles, isJudgedWrongly, titleOf } from './attack-table.ts';
import { makeAttackWorld } from './attack-world.ts';
import { FILE_FORMS, type FileForm, missingToolFor } from './file-forms.ts';

/** Prints attack × form × verdict; ends with 1 where a judge is wrong. `--qpdf` checks each proper file, `--keep DIR` writes all. */
const parameters = process.argv.slice(2);
const keepAt = parameters.includes('--keep') ? parameters[parameters.indexOf('--keep') + 1] : undefined;
const asksQpdf = parameters.includes('--qpdf') && hasTool('qpdf');

const rows = new Map<string, Map<FileForm, AttackedFile[]>>();
const objections: string[] = [];
let files = 0;
for await (const file of attackedFiles(
  await makeAttackWorld(),
  FILE_FORMS.filter((form) => !missingToolFor(form)),
)) {
  files += 1;
  const title = `${file.attack.class}: ${file.attack.title}`;
  const row = rows.get(title) ?? new Map<FileForm, AttackedFile[]>();
  row.set(file.form, [...(row.get(file.form) ?? []), file]);
  rows.set(title, row);
  if (isJudgedWrongly(file)) {
    const said = [...file.byIntegrity.reasons, '/', ...file.byInspection.reasons].join(' ');
    objections.push(`${titleOf(file)}: ${said}`);
  }
  if (asksQpdf && !file.attack.isImproper) {
    const { exitCode, text } = await askOfFile('qpdf', ['--check'], file.bytes);
    if (exitCode !== 0)
      objections.push(`qpdf on ${titleOf(file)}: ${text.trim().split('\n').slice(-3).join(' ')}`);
  }
  if (keepAt) {
    await mkdir(keepAt, { recursive: true });
    await writeFile(join(keepAt, `${titleOf(file).replace(/[^\w=]+/g, '-')}.pdf`), file.bytes);
  }
}

/** What stands in a cell: how many of the protections give the right verdict, and the first reason of the judge. */
function cell(found: readonly AttackedFile[] | undefined): string {
  if (!found) return '–';
  const right = found.filter((file) => !isJudgedWrongly(file)).length;
  const verdict = found.every(({ byIntegrity }) => byIntegrity.isValid)
    ? 'valid'
    : (found[0]?.byIntegrity.reasons[0] ?? 'VALID');
  return right === found.length
    ? `${verdict} (${found.length})`
    : `WRONG ${found.length - right} of ${found.length}`;
}

for (const [title, row] of rows) {
  console.log(`| ${title} | ${FILE_FORMS.map((form) => cell(row.get(form))).join(' | ')} |`);
}
for (const form of FILE_FORMS.filter(missingToolFor))
  console.log(`${form}: skipped, ${missingToolFor(form)} not installed`);
for (const objection of objections) console.log(`✗ ${objection}`);
console.log(`${files} files, ${rows.size} cases, ${objections.length} judged wrongly or not proper`);
process.exitCode = objections.length > 0 ? 1 : 0;
