import { readFile } from 'node:fs/promises';
import { PdfError } from '../../crypto/pdf/pdf-error.ts';
import { Pkcs12Error } from '../../crypto/pkcs12/pkcs12-error.ts';
import { readCertificate } from '../../crypto/pki/certificate.ts';
import { ATTRIBUTE } from '../../crypto/pki/object-identifiers.ts';
import { type Language, terminalLanguage } from '../../platform/http/language.ts';
import { problemText } from '../../platform/http/problem-texts.ts';
import { systemClock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { OutsideTimeStamper } from '../../trust/outside-time-stamper.ts';
import { PictureError } from '../../typesetting/pictures/picture-error.ts';
import { cmsContainer } from '../cms-container.ts';
import { reaches } from '../signature-level.ts';
import type { Signer } from '../signer.ts';
import { readWithRoom, writeWhole } from './file-with-room.ts';
import { certificatesIn, openSigner } from './key-material.ts';
import { evidenceFromOutside } from './outside-evidence-of-seal.ts';
import { type FileSigning, sealFile } from './seal-file.ts';
import { seenImpression } from './seen-impression.ts';
import { EXIT_FILE, EXIT_KEY, EXIT_REFUSED, EXIT_SERVICE, EXIT_USAGE, SignFailure } from './sign-failure.ts';
import { readSignOptions, SIGN_USAGE, type SignOptions, SignUsageError } from './sign-options.ts';

/** What the command needs of its surroundings. */
export interface SignSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/**
 * `zhaozhang sign`: seals one PDF with keys from files; no database.
 *
 * @returns the exit code (docs/operations.md)
 */
export async function signCommand(args: readonly string[], surroundings: SignSurroundings): Promise<number> {
  const { environment, print, complain } = surroundings;
  if (args.includes('--help')) {
    print(`${SIGN_USAGE}\n`);
    return 0;
  }
  const language = terminalLanguage(environment);
  try {
    const options = readSignOptions(args);
    const bytes = await seal(options, surroundings.now, language);
    print(`${options.out}: ${bytes} bytes, ${options.level}\n`);
    return 0;
  } catch (failure) {
    const { exitCode, message } = told(failure, language);
    complain(`${message}\n`);
    return exitCode;
  }
}

async function seal(options: SignOptions, now: Date, language: Language): Promise<number> {
  const signer = await signerOf(options);
  requireInForce(signer, now);
  const impression = await seenImpression(options, readOrFail);
  const signing = await signingOf(options, signer, now);
  const file = await readWithRoom(options.file);
  const { placements, subFilter, certification, reason, location } = options;
  const signerName = options.signerName ?? commonNameOf(signer);
  const texts = {
    subFilter,
    signedAt: now,
    ...(certification && { certification }),
    ...(signerName && { signerName }),
    ...(reason && { reason }),
    ...(location && { location }),
  };
  const sealed = await sealFile(file, signing, { impression, placements }, texts, language);
  await writeWhole(options.out, sealed);
  return sealed.length;
}

/** Evidence and time-stamp authority are asked before the file is read: what is not to be had costs nothing then. */
async function signingOf(options: SignOptions, signer: Signer, now: Date): Promise<FileSigning> {
  const { tsaUrl, isGbt35275, level, trust, insideHosts } = options;
  const anchorsDer = (await Promise.all(trust.map(readOrFail))).flatMap(certificatesIn);
  const stamper = tsaUrl === undefined || !reaches(level, 'B-T') ? null : stamperOf(tsaUrl, anchorsDer);
  const container = cmsContainer(signer, stamper, isGbt35275 ? 'gbt35275' : 'rfc5652');
  if (!stamper || !reaches(level, 'B-LT')) return { container, evidence: null, finalStamper: null };
  const evidence = await evidenceFromOutside(signer, stamper, { anchorsDer, insideHosts, now });
  return { container, evidence, finalStamper: reaches(level, 'B-LTA') ? stamper : null };
}

const commonNameOf = ({ certificateDer }: Signer): string | undefined =>
  readCertificate(certificateDer).subject.attributes.find(({ type }) => type === ATTRIBUTE.commonName)?.value;

async function signerOf({ key, cert, chain, passwordFile, isPss }: SignOptions): Promise<Signer> {
  const password = passwordFile === undefined ? '' : (await readOrFail(passwordFile)).toString('utf8');
  return openSigner({
    key: await readOrFail(key),
    certificate: cert === undefined ? null : await readOrFail(cert),
    chain: await Promise.all(chain.map(readOrFail)),
    password: password.split(/\r?\n/, 1)[0] ?? '',
    isPss,
  });
}

function requireInForce({ certificateDer }: Signer, now: Date): void {
  const { notBefore, notAfter } = readCertificate(certificateDer);
  if (now < notBefore || now > notAfter)
    throw new SignFailure(
      EXIT_KEY,
      `the certificate is in force from ${notBefore.toISOString()} until ${notAfter.toISOString()} only`,
    );
}

/** The operator named the address, so it may lie inside our own network. @throws SignUsageError */
function stamperOf(url: string, anchorsDer: readonly Uint8Array[]): OutsideTimeStamper {
  if (!URL.canParse(url)) throw new SignUsageError(`--tsa ${url} is no address`);
  const anchors = anchorsDer.length > 0 ? anchorsDer : null;
  return new OutsideTimeStamper({ url, insideHosts: [new URL(url).hostname], anchors, clock: systemClock });
}

const readOrFail = (path: string): Promise<Buffer> =>
  readFile(path).catch((cause: Error) => {
    throw new SignFailure(EXIT_FILE, `${path} cannot be read: ${cause.message}`, cause);
  });

/** What a failure means for whoever called; a fault of ours keeps its stack. */
function told(failure: unknown, language: Language): { readonly exitCode: number; readonly message: string } {
  if (failure instanceof SignFailure) return failure;
  if (failure instanceof SignUsageError)
    return { exitCode: EXIT_USAGE, message: `${failure.message}\n${SIGN_USAGE}` };
  if (failure instanceof PictureError)
    return {
      exitCode: EXIT_REFUSED,
      message: `--picture: ${problemText(failure.fault, language) ?? failure.fault}`,
    };
  if (!(failure instanceof DomainError)) throw failure;
  const words = problemText(failure.code, language) ?? failure.code;
  const exitCode = exitCodeOf(failure);
  const cause =
    failure.cause instanceof Error && exitCode === EXIT_SERVICE ? ` (${failure.cause.message})` : '';
  return { exitCode, message: `${words}${cause}` };
}

const exitCodeOf = (failure: DomainError): number =>
  failure instanceof PdfError ? EXIT_REFUSED : failure instanceof Pkcs12Error ? EXIT_KEY : EXIT_SERVICE;
