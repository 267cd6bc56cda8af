import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificatePem } from './signing-identity.ts';

/** A folder for one test's files, removed afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'zhaozhang-judges-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface JudgeAnswer {
  readonly exitCode: number;
  /** Standard output and error together. */
  readonly text: string;
}

/** Runs an outside program; a failure exit is an answer, not an exception. */
export function ask(program: string, parameters: readonly string[]): Promise<JudgeAnswer> {
  return new Promise((resolve) => {
    execFile(program, parameters, { timeout: 30_000, encoding: 'utf8' }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ exitCode, text: stdout + stderr });
    });
  });
}

/** poppler's pdfsig with the authority trusted in a fresh certificate store. */
export function askPdfsig(pdf: Uint8Array, authorityCertificateDer: Uint8Array): Promise<JudgeAnswer> {
  return withFolder(async (folder) => {
    await writeFile(join(folder, 'file.pdf'), pdf);
    await writeFile(join(folder, 'authority.pem'), certificatePem(authorityCertificateDer));
    const store = `sql:${folder}`;
    await ask('certutil', ['-N', '-d', store, '--empty-password']);
    const authority = ['-n', 'authority', '-t', 'CT,C,C', '-i', join(folder, 'authority.pem')];
    await ask('certutil', ['-A', '-d', store, ...authority]);
    return ask('pdfsig', ['-nssdir', store, join(folder, 'file.pdf')]);
  });
}

/** OpenSSL over the extracted container and the signed bytes. */
export function askOpensslCms(
  cmsDer: Uint8Array,
  signedBytes: Uint8Array,
  authorityCertificateDer: Uint8Array,
): Promise<JudgeAnswer> {
  return withFolder(async (folder) => {
    await writeFile(join(folder, 'signature.der'), cmsDer);
    await writeFile(join(folder, 'content.bin'), signedBytes);
    await writeFile(join(folder, 'authority.pem'), certificatePem(authorityCertificateDer));
    const input = [
      '-inform',
      'DER',
      '-in',
      join(folder, 'signature.der'),
      '-content',
      join(folder, 'content.bin'),
    ];
    const trust = ['-CAfile', join(folder, 'authority.pem'), '-purpose', 'any'];
    return ask('openssl', [
      'cms',
      '-verify',
      '-cades',
      '-binary',
      ...input,
      ...trust,
      '-out',
      join(folder, 'out.bin'),
    ]);
  });
}

/** OpenSSL over what was signed, with the default id. */
export function askOpensslSm2(
  certificateDer: Uint8Array,
  { signedDer, signature }: { readonly signedDer: Uint8Array; readonly signature: Uint8Array },
): Promise<JudgeAnswer> {
  return withFolder(async (folder) => {
    const at = (name: string) => join(folder, name);
    await writeFile(at('certificate.der'), certificateDer);
    await writeFile(at('signed.der'), signedDer);
    await writeFile(at('signature.der'), signature);
    const key = await ask('openssl', [
      'x509',
      '-inform',
      'DER',
      '-in',
      at('certificate.der'),
      '-noout',
      '-pubkey',
    ]);
    await writeFile(at('key.pem'), key.text.slice(key.text.indexOf('-----BEGIN')));
    const input = ['-verify', at('key.pem'), '-signature', at('signature.der'), at('signed.der')];
    return ask('openssl', ['dgst', '-sm3', '-sigopt', 'distid:1234567812345678', ...input]);
  });
}

/** A judge that only needs the file, which is put last. */
export function askOfFile(
  program: string,
  parameters: readonly string[],
  pdf: Uint8Array,
): Promise<JudgeAnswer> {
  return withFolder(async (folder) => {
    await writeFile(join(folder, 'file.pdf'), pdf);
    return ask(program, [...parameters, join(folder, 'file.pdf')]);
  });
}
