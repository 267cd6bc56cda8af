import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import { DomainError } from '../../src/shared/domain-error.ts';

const CORPUS = join(process.cwd(), '../shared/corpus');
const isPresent = existsSync(join(CORPUS, 'pdf.json'));
const itWithCorpus = (title: string, run: () => void): void => {
  if (isPresent) it(title, run, 120_000);
  else it.skip(`${title} (skipped: the files with known verdicts are not here)`, run);
};

interface Row {
  readonly file: string;
  readonly kind: string;
  readonly expected: 'valid' | 'invalid' | 'indeterminate' | 'depends';
  readonly judges: readonly string[];
}

/** What the bytes alone can decide; trust and policy are judged elsewhere. */
const BYTES_ALONE = new Set(['crypto', 'revisions', 'byterange-coverage']);

/** Rows that we decide otherwise, each with its reason. */
const DECIDED_OTHERWISE: Readonly<Record<string, string>> = {
  'pdf/test_interrupted_nonstrict_with_psi-5d4376cb.pdf':
    'ISO 32000-2 §7.5.5: /Prev must be the offset of the xref keyword; here it is one byte beside it, and readers that mend this each do it their way',
};

function isFoundGood(row: Row): boolean {
  try {
    const document = PdfDocument.open(readFileSync(join(CORPUS, row.file)), new Budget());
    const verdicts = readSignatures(document).map((signature) => judgeIntegrity(document, signature));
    return verdicts.length > 0 && verdicts.every(({ isIntact, isUnchanged }) => isIntact && isUnchanged);
  } catch (cause) {
    if (cause instanceof DomainError) return false;
    throw cause;
  }
}

describe('signed files with known verdicts', () => {
  const all: readonly Row[] = isPresent ? JSON.parse(readFileSync(join(CORPUS, 'pdf.json'), 'utf8')) : [];
  const rows = all.filter(({ judges }) => judges.some((judge) => BYTES_ALONE.has(judge)));

  itWithCorpus('are judged as their makers say, and none that is invalid is found good', () => {
    const found = rows.map((row) => ({ ...row, isGood: isFoundGood(row) }));
    const decided = found.filter(({ expected }) => expected === 'valid' || expected === 'invalid');
    const wrong = decided.filter(({ expected, isGood }) => (expected === 'valid') !== isGood);
    console.info(`agreement ${decided.length - wrong.length} of ${decided.length} decided rows`);
    expect(wrong.filter(({ expected }) => expected === 'invalid')).toEqual([]);
    expect(wrong.map(({ file }) => file)).toEqual(Object.keys(DECIDED_OTHERWISE));
  });
});
