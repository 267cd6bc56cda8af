import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, withFolder } from './pdf-judges.ts';
import { hasTool } from './tools.ts';

/** Where Debian's libpdfbox2-java and libbcpkix-java put their archives; another folder may be named. */
const JARS = process.env['ZZ_TEST_JARS'] ?? '/usr/share/java';
const ARCHIVES = ['pdfbox2', 'fontbox2', 'commons-logging', 'bcprov', 'bcutil', 'bcpkix'];

/** Archives of PDFBox and Bouncy Castle, for `java -cp`. */
export const BOUNCY_CASTLE_CLASSPATH = ARCHIVES.map((name) => join(JARS, `${name}.jar`)).join(':');

/** Why PDFBox and Bouncy Castle cannot be asked; undefined when they can. `javac` comes with what runs a source file. */
export function bouncyCastleMissing(): string | undefined {
  if (!hasTool('java') || !hasTool('javac')) return 'no JDK installed';
  const missing = ARCHIVES.filter((name) => !existsSync(join(JARS, `${name}.jar`)));
  return missing.length > 0 ? `${missing.join(', ')} not in ${JARS}` : undefined;
}

/** `it` where Bouncy Castle is installed; otherwise the test is reported as *skipped* with the reason. */
export function itJudgedByBouncyCastle(title: string, run: () => Promise<void>): void {
  const missing = bouncyCastleMissing();
  if (missing === undefined) it(title, run, 120_000);
  else it.skip(`${title} (skipped: ${missing})`, run);
}

const sourceOf = (judge: string): string => join(process.cwd(), 'test/conformance/judges', `${judge}.java`);

/** What a program of `test/conformance/judges` prints, trimmed. */
export async function askBouncyCastle(judge: string, ...parameters: readonly string[]): Promise<string> {
  const { text } = await ask('java', ['-cp', BOUNCY_CASTLE_CLASSPATH, sourceOf(judge), ...parameters]);
  return text.trim();
}

/**
 * What PDFBox and Bouncy Castle say of each file, in order: `holds at B-B` to `B-LTA`, or what does not hold. One
 * machine is started for all.
 */
export function askPdfboxAt(paths: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn('java', ['-cp', BOUNCY_CASTLE_CLASSPATH, sourceOf('JudgePdfs')], { stdio: 'pipe' });
    const said: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        said[stream] += text;
      });
    }
    child.once('error', reject).once('close', () => {
      const answers = said.stdout.trimEnd().split('\n');
      if (answers.length === paths.length) resolve(answers);
      else reject(new Error(`${answers.length} answers to ${paths.length} files:\n${said.stderr}`));
    });
    child.stdin.end(`${paths.join('\n')}\n`);
  });
}

/** The same of files that lie in memory. */
export function askPdfbox(...pdfs: readonly Uint8Array[]): Promise<string[]> {
  return withFolder(async (folder) => {
    const paths = pdfs.map((_, index) => join(folder, `${index}.pdf`));
    await Promise.all(pdfs.map((pdf, index) => writeFile(paths[index] as string, pdf)));
    return askPdfboxAt(paths);
  });
}
