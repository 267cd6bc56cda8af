import { agreementByKind, isAgreed, type JudgedRow } from './agreement.ts';
import { hasCorpus } from './corpus-files.ts';
import { judgeOcspResponses } from './ocsp-responses.ts';
import { judgePkits } from './path-validation.ts';
import { DECIDED_OTHERWISE, type JudgedFileRow, judgeSignedFiles } from './signed-files.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** A table of one corpus, a line a kind. @returns rows decided otherwise without a listed reason */
function printCorpus(title: string, rows: readonly JudgedRow[]): number {
  const agreed = rows.filter(isAgreed).length;
  print(`\n${title}: ${agreed} of ${rows.length} agree`);
  const others: JudgedRow[] = [];
  for (const { kind, rows: count, agreed: good, otherwise } of agreementByKind(rows)) {
    print(`  ${String(good).padStart(4)} of ${String(count).padEnd(4)} ${kind}`);
    others.push(...otherwise);
  }
  for (const { name, expected, found } of others) {
    print(
      `  ${name}: expected ${expected}, found ${found}: ${DECIDED_OTHERWISE[name] ?? 'NO REASON LISTED'}`,
    );
  }
  return others.filter(({ name }) => DECIDED_OTHERWISE[name] === undefined).length;
}

/** How files end when trust is judged too: with the roots and at the time of the row. */
function printConclusions(rows: readonly JudgedFileRow[]): void {
  print('\nConclusions with the roots and the time of each row (evidence on revocation is in few of them):');
  for (const expected of ['valid', 'invalid'] as const) {
    const counts = new Map<string, number>();
    for (const row of rows.filter((one) => one.expected === expected))
      counts.set(row.conclusion, (counts.get(row.conclusion) ?? 0) + 1);
    print(`  ${expected}: ${[...counts].map(([conclusion, count]) => `${count} ${conclusion}`).join(', ')}`);
  }
}

if (!hasCorpus) {
  print('skipped: the files with known verdicts are not beside the project (../shared/corpus)');
} else {
  const files = await judgeSignedFiles();
  const without =
    printCorpus('Signed PDFs, by their bytes', files) +
    printCorpus('Path validation, NIST PKITS by family', judgePkits()) +
    printCorpus('OCSP responses', judgeOcspResponses());
  printConclusions(files);
  if (without > 0) process.exitCode = 1;
}
