import { readFile } from 'node:fs/promises';
import { terminalLanguage } from '../../platform/http/language.ts';
import type { Clock } from '../../shared/clock.ts';
import { requestOf } from '../inspection/judging-evidence.ts';
import { EXIT_USAGE, exitCodeOf } from './exit-code.ts';
import type { FileConclusion, FileReport } from './file-report.ts';
import { judgePath } from './judge-path.ts';
import type { EvidenceAsker } from './network-asker.ts';
import { reportText } from './report-text.ts';
import { readTrustedFiles, type TrustedFiles } from './trusted-files.ts';
import { readVerifyOptions, VERIFY_USAGE, type VerifyOptions, VerifyUsageError } from './verify-options.ts';

/** What the command needs of the process around it. */
export interface CommandSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/**
 * `zhaozhang verify`: judges files one after another and prints what each is. No service, no database.
 *
 * @returns the exit code: of several files the one of the worst, 64 when used wrongly
 */
export async function verifyCommand(
  args: readonly string[],
  surroundings: CommandSurroundings,
): Promise<number> {
  if (args.includes('--help')) {
    surroundings.print(`${VERIFY_USAGE}\n`);
    return 0;
  }
  try {
    const options = readVerifyOptions(args);
    const trusted = await readTrustedFiles(options.trust).catch((error: Error) => {
      throw new VerifyUsageError(error.message, { cause: error });
    });
    const recordDer = await readRecord(options.evidenceRecord);
    return exitCodeOf(await judgeAll(options, { ...trusted, recordDer }, surroundings));
  } catch (error) {
    if (!(error instanceof VerifyUsageError)) throw error;
    surroundings.complain(`${error.message}\n${VERIFY_USAGE}\n`);
    return EXIT_USAGE;
  }
}

async function judgeAll(
  options: VerifyOptions,
  trusted: TrustedFiles & { readonly recordDer: Uint8Array | null },
  { environment, clock, print }: CommandSurroundings,
): Promise<FileConclusion[]> {
  const request = requestOf(options.at ?? clock.now(), null, { ...trusted, pool: [] });
  const language = terminalLanguage(environment);
  const ask = askerOf(options, clock);
  const conclusions: FileConclusion[] = [];
  for (const path of options.files) {
    const report = await withPictures(await judgePath(path, request, ask, trusted.recordDer), options);
    print(options.asJson ? `${JSON.stringify(report)}\n` : reportText(report, language));
    conclusions.push(report.conclusion);
  }
  return conclusions;
}

async function withPictures(report: FileReport, { picturesDir }: VerifyOptions): Promise<FileReport> {
  if (picturesDir === undefined) return report;
  const { drawChangePictures } = await import('./change-pictures.ts');
  return { ...report, pictures: await drawChangePictures(report, picturesDir) };
}

/** The client is loaded when a file first leaves something open: most of the start would be its. */
function askerOf({ isOffline, insideHosts }: VerifyOptions, clock: Clock): EvidenceAsker | undefined {
  if (isOffline) return undefined;
  let asker: Promise<EvidenceAsker> | undefined;
  return async (request, wanted) => {
    asker ??= import('./network-asker.ts').then(({ networkAsker }) => networkAsker(insideHosts, clock));
    return (await asker)(request, wanted);
  };
}

/** @throws VerifyUsageError when it cannot be read */
async function readRecord(path: string | undefined): Promise<Uint8Array | null> {
  if (path === undefined) return null;
  return readFile(path).catch((error: Error) => {
    throw new VerifyUsageError(error.message, { cause: error });
  });
}
