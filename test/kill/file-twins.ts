import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askPdfsig } from '../support/pdf-judges.ts';
import { hasTool } from '../support/tools.ts';
import { storeOf } from './evidence.ts';
import { fileProblem } from './file-problem.ts';
import type { Report } from './report.ts';
import type { Stand } from './stand.ts';

const TOOLS = ['pdfsig', 'certutil'];
/** Of any one of the seals. */
const OTHERWISE_JUDGED = /Signature Validation: (?!Signature is Valid\.)/;

/** Has the outside judge, where it is installed, look at stored files with the development CA trusted. */
export async function pdfsigAgrees(stand: Stand, sha256s: readonly string[], report: Report): Promise<void> {
  const title = `pdfsig calls ${sha256s.length} of the files valid`;
  const missing = TOOLS.filter((tool) => !hasTool(tool));
  if (missing.length > 0) return report.skip(title, `${missing.join(', ')} not installed`);
  const root = await stand.rootCertificate();
  const store = storeOf(stand);
  const objections: string[] = [];
  for (const sha256 of sha256s) {
    const { text } = await askPdfsig(await store.get(Buffer.from(sha256, 'hex')), root);
    if (!text.includes('Total document signed') || OTHERWISE_JUDGED.test(text))
      objections.push(`${sha256}: ${text.trim().split('\n').at(-1)}`);
  }
  report.conclude(title, objections);
}

/** One bit of a stored file is turned: the check of files must not take it for the file that it was. */
export async function damagedFileIsFound(stand: Stand, sha256: string, report: Report): Promise<void> {
  const path = join(stand.dataDir, 'files', sha256.slice(0, 2), sha256);
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(path, bytes);
  const problem = await fileProblem(storeOf(stand), sha256, []);
  report.conclude(
    'a stored file with one bit turned is objected to',
    problem === 'storage.damaged' ? [] : [String(problem)],
  );
}
