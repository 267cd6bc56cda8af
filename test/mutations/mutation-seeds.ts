import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attackedFiles } from '../attacks/attack-table.ts';
import { makeAttackWorld } from '../attacks/attack-world.ts';
import { FILE_FORMS, missingToolFor } from '../attacks/file-forms.ts';
import { makeTestPki } from '../factories/test-pki.ts';
import { drawSampleLicence, sealByUnit } from '../support/sealed-licence.ts';

export interface MutationSeed {
  readonly title: string;
  readonly bytes: Buffer;
}

const CORPUS = join(process.cwd(), '../shared/corpus');

/** Files to start from: a sealed licence, the benign files of the attack table, and the corpus where it is present. */
export async function mutationSeeds(): Promise<{ seeds: MutationSeed[]; notes: string[] }> {
  const pki = await makeTestPki();
  const licence = Buffer.from(await sealByUnit(drawSampleLicence().pdf, pki, pki.unit));
  const seeds: MutationSeed[] = [{ title: 'sealed licence', bytes: licence }];
  const forms = FILE_FORMS.filter((form) => !missingToolFor(form));
  for await (const { attack, form, protection, bytes } of attackedFiles(
    await makeAttackWorld(),
    forms,
    'benign',
  )) {
    seeds.push({ title: `${attack.title} (${form}, ${protection})`, bytes: Buffer.from(bytes) });
  }
  const rows = existsSync(join(CORPUS, 'pdf.json'))
    ? (JSON.parse(readFileSync(join(CORPUS, 'pdf.json'), 'utf8')) as { file: string }[])
    : [];
  for (const { file } of rows) seeds.push({ title: file, bytes: readFileSync(join(CORPUS, file)) });
  const notes = rows.length > 0 ? [] : ['corpus skipped: the files with known verdicts are not here'];
  return { seeds, notes };
}
