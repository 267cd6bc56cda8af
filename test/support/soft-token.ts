import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { ask } from './pdf-judges.ts';

const PLACES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
];

/** SoftHSM's library, or undefined where it is not installed. */
export const softHsmModule = (): string | undefined => PLACES.find((place) => existsSync(place));

/** Whether the optional dependency was built. */
export function isPkcs11Built(): boolean {
  try {
    createRequire(import.meta.url)('pkcs11js');
    return true;
  } catch {
    return false;
  }
}

/** A token of SoftHSM in a folder of its own; it can be pulled out and put back. */
export class SoftToken {
  readonly label = '照章试验 token';
  readonly pin = '735291';
  private readonly folder = mkdtempSync(join(tmpdir(), 'zhaozhang-token-'));
  private readonly tokens = join(this.folder, 'tokens');

  static async make(): Promise<SoftToken> {
    const token = new SoftToken();
    mkdirSync(token.tokens);
    const settings = join(token.folder, 'softhsm2.conf');
    writeFileSync(settings, `directories.tokendir = ${token.tokens}\nlog.level = ERROR\n`);
    // The library reads the environment of the process itself; Jest hands its tests a copy.
    const { env } = runInThisContext('process') as NodeJS.Process;
    env['SOFTHSM2_CONF'] = settings;
    process.env['SOFTHSM2_CONF'] = settings;
    const pins = ['--so-pin', '80461379', '--pin', token.pin];
    await demand('softhsm2-util', ['--init-token', '--free', '--label', token.label, ...pins]);
    return token;
  }

  /** Makes a key on the token, which never leaves it. @returns SubjectPublicKeyInfo, DER */
  async makeKey(label: string, type: 'rsa:2048' | 'EC:prime256v1'): Promise<Uint8Array> {
    await this.tool(['--login', '--pin', this.pin, '--keypairgen', '--key-type', type, '--label', label]);
    const file = join(this.folder, `${label}.der`);
    await this.tool(['--read-object', '--type', 'pubkey', '--label', label, '--output-file', file]);
    return readFileSync(file);
  }

  pullOut(): void {
    renameSync(this.tokens, `${this.tokens}.away`);
    mkdirSync(this.tokens);
  }

  putBack(): void {
    rmSync(this.tokens, { recursive: true });
    renameSync(`${this.tokens}.away`, this.tokens);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private tool(parameters: readonly string[]): Promise<void> {
    return demand('pkcs11-tool', [
      '--module',
      softHsmModule() ?? '',
      '--token-label',
      this.label,
      ...parameters,
    ]);
  }
}

async function demand(program: string, parameters: readonly string[]): Promise<void> {
  const { exitCode, text } = await ask(program, parameters);
  if (exitCode !== 0) throw new Error(`${program}: ${text}`);
}
