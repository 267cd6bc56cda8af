import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './pdf-judges.ts';
import { hasTool } from './tools.ts';

/** Where Debian's libbcpkix-java puts its archives; another folder may be named. */
const JARS = process.env['ZZ_TEST_JARS'] ?? '/usr/share/java';
const CLASSPATH = ['bcprov.jar', 'bcutil.jar', 'bcpkix.jar'].map((name) => join(JARS, name));
const isPresent = hasTool('java') && CLASSPATH.every((path) => existsSync(path));

/** `it` where Bouncy Castle is installed; otherwise the test is reported as *skipped* with the reason. */
export function itJudgedByBouncyCastle(title: string, run: () => Promise<void>): void {
  if (isPresent) it(title, run, 120_000);
  else it.skip(`${title} (skipped: java or libbcpkix-java not installed)`, run);
}

/** What a program of `test/conformance/judges` prints, trimmed. */
export async function askBouncyCastle(judge: string, ...parameters: readonly string[]): Promise<string> {
  const source = join(process.cwd(), 'test/conformance/judges', `${judge}.java`);
  const { text } = await ask('java', ['-cp', CLASSPATH.join(':'), source, ...parameters]);
  return text.trim();
}
