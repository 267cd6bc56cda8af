import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from './config/config.ts';
import { loadConfig } from './config/load-config.ts';
import { KEY_SUITES, type KeySuite } from './crypto/pki/key-suite.ts';
import { pemText } from './crypto/pki/pem.ts';
import { linesOf } from './domain-error-lines.ts';
import { SEAL_KIND_OF_CODE, type SealKindCode } from './seals/seal.ts';
import { SealImport, type SealToImport } from './seals/seal-import.service.ts';
import { withServiceOf } from './service-context.ts';
import { systemClock } from './shared/clock.ts';
import { usccProblems } from './shared/codes/uscc.ts';
import { DomainError } from './shared/domain-error.ts';
import { certificateInventory, inventoryTable } from './trust/certificate-inventory.ts';
import { identityOfCertificates, identityOfPkcs12, type SealIdentity } from './trust/seal-identity.ts';
import { requestSealKey } from './trust/seal-key-request.ts';
import { addTrustAnchors, readCertificateFile } from './trust/trust-anchors.ts';
import { openTrustMaterial } from './trust/trust-material.ts';
import { UsageError } from './usage-error.ts';

const USAGE = `zhaozhang keys request --name NAME --uscc CODE --out FILE [--suite ${KEY_SUITES.join('|')}]
    makes a seal key, wrapped in the key folder, and writes the request for its certificate (PKCS #10, PEM)
zhaozhang keys import FILE --uscc CODE --code 14-DIGITS [--kind 01] [--sub-line TEXT] [--diameter MM]
    [--chain FILE] [--anchor FILE] [--seal FILE.esl] [--password-file FILE | --token-key LABEL]
    makes a seal of a PKCS #12 file (.p12, .pfx), or of the certificate for a key that was requested here or that
    lies on the token
zhaozhang keys list
    the keys with subject, algorithm, last day and SHA-256; never the keys themselves`;

type Print = (text: string) => void;
type Options = Readonly<Record<string, string | undefined>>;

/**
 * Requests, imports and lists seal keys (docs/operations.md, Keys).
 *
 * @param print is given what is to be shown; never a byte of a private key
 * @throws UsageError with the line to show; ConfigError
 */
export async function runKeysCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: Print,
): Promise<void> {
  const { file, options, what } = parse(args);
  if (!['request', 'import', 'list'].includes(what ?? '')) throw new UsageError(USAGE);
  try {
    const config = loadConfig(environment);
    if (what === 'request') await request(options, config, print);
    else if (what === 'import') await importSeal(file ?? required(options, 'FILE'), options, config, print);
    else await list(config, print);
  } catch (error) {
    throw error instanceof DomainError ? new UsageError(linesOf(error)) : error;
  }
}

function parse(args: readonly string[]): { what?: string; file?: string; options: Options } {
  const names = [
    'name',
    'uscc',
    'out',
    'suite',
    'code',
    'kind',
    'sub-line',
    'diameter',
    'chain',
    'anchor',
    'token-key',
  ];
  const known = [...names, 'seal', 'password-file'].map((name) => [name, { type: 'string' as const }]);
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: Object.fromEntries(known),
      allowPositionals: true,
    });
    const [what, file] = positionals;
    return { ...(what && { what }), ...(file && { file }), options: values as Options };
  } catch {
    throw new UsageError(USAGE);
  }
}

async function request(options: Options, config: Config, print: Print): Promise<void> {
  const unit = { name: required(options, 'name'), creditCode: usccOf(options) };
  const suite = (options['suite'] ?? (config.sealStandard === 'pades' ? 'p256' : 'sm2')) as KeySuite;
  if (!KEY_SUITES.includes(suite)) throw new UsageError(`--suite is one of ${KEY_SUITES.join(', ')}`);
  const out = required(options, 'out');
  const { keys } = await openTrustMaterial(config, systemClock);
  const { keyId, requestDer } = await requestSealKey(keys, { unit, suite, now: systemClock.now() });
  await writeFile(out, pemText('CERTIFICATE REQUEST', requestDer));
  print(`${keyId} waits for its certificate: send ${out} to the CA\n`);
}

async function importSeal(file: string, options: Options, config: Config, print: Print): Promise<void> {
  const seal = await sealToImport(file, options);
  if (options['anchor']) {
    const names = await addTrustAnchors(join(config.folders.certs, 'trust'), options['anchor']);
    print(`trusted from the next start on: certs/trust/${names.join(', certs/trust/')}\n`);
  }
  if (!config.database.url)
    throw new UsageError('DATABASE_URL is missing: the seal is entered in the register');
  await withServiceOf(config, async (app) => {
    const { keyId } = await app.get(SealImport, { strict: false }).import(seal);
    print(`${seal.seal.code} is in use, its key is ${keyId}\n`);
  });
}

async function sealToImport(file: string, options: Options): Promise<SealToImport> {
  const kind = SEAL_KIND_OF_CODE[(options['kind'] ?? '01') as SealKindCode];
  if (!kind) throw new UsageError(`--kind is one of ${Object.keys(SEAL_KIND_OF_CODE).join(', ')}`);
  const code = required(options, 'code');
  if (!/^\d{14}$/.test(code)) throw new UsageError('--code is 14 digits: six of region, eight serial');
  const diameterMm = Number(options['diameter'] ?? 42);
  if (!(diameterMm >= 18 && diameterMm <= 60)) throw new UsageError('--diameter is 18 to 60 millimetres');
  return {
    identity: await identityOf(file, options),
    electronicSealDer: options['seal'] ? await readFile(options['seal']) : null,
    unitUscc: usccOf(options),
    seal: { code, kind, subLine: options['sub-line'] ?? null, diameterMm },
  };
}

async function identityOf(file: string, options: Options): Promise<SealIdentity> {
  const chain = options['chain'] ? await readCertificateFile(options['chain']) : [];
  if (!/\.(p12|pfx)$/i.test(file)) {
    const [first, ...others] = await readCertificateFile(file);
    const identity = identityOfCertificates([first as Uint8Array, ...others, ...chain]);
    const tokenKeyLabel = options['token-key'];
    return tokenKeyLabel ? { ...identity, tokenKeyLabel } : identity;
  }
  const passwordFile = required(options, 'password-file');
  const password = (await readFile(passwordFile, 'utf8')).replace(/\r?\n$/, '');
  return identityOfPkcs12(await readFile(file), password, chain);
}

async function list(config: Config, print: Print): Promise<void> {
  const rows = await certificateInventory(config.folders.certs);
  print(`${inventoryTable(rows.filter(({ file }) => !file.startsWith('trust/')))}\n`);
}

function required(options: Options, name: string): string {
  const value = options[name];
  if (!value) throw new UsageError(`--${name} is missing\n${USAGE}`);
  return value;
}

function usccOf(options: Options): string {
  const uscc = required(options, 'uscc');
  if (usccProblems(uscc).length > 0) throw new UsageError(`--uscc ${uscc} is no unified social credit code`);
  return uscc;
}
