import type { Writable } from 'node:stream';
import { ROLES } from '../access/authorisation/roles.ts';
import type { DemoAccount } from './demo-accounts.ts';

/** One thing that the demo showed: what was expected of the service and what it answered. */
export interface DemoResult {
  readonly step: string;
  readonly expected: string;
  readonly answered: string;
  readonly ms: number;
}

/** Says on the terminal what happens, step by step, and keeps the results for the summary. */
export class DemoReport {
  readonly results: DemoResult[] = [];

  constructor(private readonly out: Writable) {}

  heading(text: string): void {
    this.out.write(`\n${text}\n`);
  }

  line(text: string): void {
    this.out.write(`  ${text}\n`);
  }

  /** Runs one step, says how it ended and in what time; what it throws counts as its answer. */
  async step(step: string, expected: string, work: () => Promise<string>): Promise<void> {
    const startedAt = performance.now();
    const answered = await work().catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    const result = { step, expected, answered, ms: performance.now() - startedAt };
    this.results.push(result);
    this.line(`${isAsExpected(result) ? '✓' : '✗'} ${step}  →  ${answered}  (${duration(result.ms)})`);
  }

  get allAsExpected(): boolean {
    return this.results.every(isAsExpected);
  }

  summary(folder: string, addresses: readonly string[]): void {
    const good = this.results.filter(isAsExpected).length;
    const totalMs = this.results.reduce((sum, { ms }) => sum + ms, 0);
    this.heading(`小结 Summary: ${good}/${this.results.length} 如预期 as expected, ${duration(totalMs)}`);
    for (const { step, expected, answered } of this.results.filter((result) => !isAsExpected(result)))
      this.line(`✗ ${step}: 应为 expected ${expected}, 实为 answered ${answered}`);
    this.line(`证照文件 PDFs: ${folder}`);
    for (const address of addresses) this.line(address);
  }

  /** Who can sign in. @param file where the same stands */
  accounts(accounts: readonly DemoAccount[], file: string): void {
    this.heading('演示账号 Throw-away accounts, made at random for this data folder');
    this.line(`${columns('登录名 login', 'password', '验证器密钥 TOTP secret')}角色 role`);
    for (const { login, password, totpSecret, role } of accounts)
      this.line(`${columns(login, password, totpSecret)}${ROLES[role].name.zh} ${ROLES[role].name.en}`);
    this.line('六位码 six digits: 验证器应用 an authenticator app, oathtool --totp -b SECRET');
    this.line(`账号文件 the same in a file: ${file}`);
  }
}

/** Chinese characters are two columns wide on a terminal. */
const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(1, width - text.length - (text.match(/\p{Script=Han}/gu)?.length ?? 0)));

const columns = (login: string, password: string, secret: string): string =>
  padded(login, 16) + padded(password, 20) + padded(secret, 34);

const isAsExpected = ({ expected, answered }: DemoResult): boolean => answered.startsWith(expected);

const duration = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
