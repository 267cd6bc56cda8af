import { readFileSync } from 'node:fs';
import { Budget } from '../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../src/crypto/pdf/pdf-document.ts';
import { readSignatures } from '../src/crypto/pdf/signature-reader.ts';
import { answerLines, peakMemoryMib } from './line-process.ts';

/** Asked with a number, judges the file so often: every signature, with what has changed since. */
const file = readFileSync(process.argv[2] ?? '');

function verify(): void {
  const document = PdfDocument.open(file, new Budget());
  for (const signature of readSignatures(document)) {
    const { isIntact, isUnchanged } = judgeIntegrity(document, signature);
    if (!isIntact || !isUnchanged) throw new Error(`${signature.fieldName} is not found good`);
  }
}

await answerLines((times) => {
  const ms = Array.from({ length: Number(times) }, () => {
    const startedAt = performance.now();
    verify();
    return performance.now() - startedAt;
  });
  return { ms, peakMib: peakMemoryMib() };
});
