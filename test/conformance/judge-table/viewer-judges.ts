import { ask } from '../../support/pdf-judges.ts';
import { HOLDS, type JudgedFile, type JudgedTrust, sealsIn } from './judged-file.ts';

/** poppler: every seal must be valid and its signer trusted. Document time-stamps it does not judge. */
export async function askPdfsig(file: JudgedFile, path: string, { nssFolder }: JudgedTrust): Promise<string> {
  const { text } = await ask('pdfsig', ['-nssdir', `sql:${nssFolder}`, path]);
  const count = (line: string) => text.split(line).length - 1;
  const isGood = count('Signature is Valid.') === sealsIn(file) && count('is Trusted.') === sealsIn(file);
  return isGood ? HOLDS : lineThat(text, /Validation: (?!.*(is Valid|is Trusted))/);
}

const UNTOUCHED = 'The document is unchanged since signing.';
const ONLY_APPENDED_TO = 'The signature is valid but there have been edits since signing.';

/** MuPDF: the digest of every seal must be right. Document time-stamps it does not judge, nor whom to trust. */
export async function askMutool(file: JudgedFile, path: string): Promise<string> {
  const { text } = await ask('mutool', ['sign', '-v', path]);
  const good = text.split('\n').filter((line) => line.includes(UNTOUCHED) || line.includes(ONLY_APPENDED_TO));
  return good.length === sealsIn(file) ? HOLDS : lineThat(text, /Digest error|information missing/);
}

/** qpdf judges the syntax of the whole file, of signatures nothing. */
export async function askQpdf(_: JudgedFile, path: string): Promise<string> {
  const { exitCode, text } = await ask('qpdf', ['--check', path]);
  return exitCode === 0 ? HOLDS : lineThat(text, /WARNING|ERROR/i);
}

const lineThat = (text: string, pattern: RegExp): string =>
  text
    .split('\n')
    .find((line) => pattern.test(line))
    ?.trim() ?? `unclear: ${text.slice(0, 200)}`;
