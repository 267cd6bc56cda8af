import { parseArgs } from 'node:util';

export const VERIFY_USAGE = `zhaozhang verify FILE… [options]
  --trust DIR|PEM    certificates to trust as they are; DIR may hold .crl and .ocsp files besides; may be repeated
  --evidence-record ERS
                     RFC 4998 record of the one file named: proves since when it has been there
  --at INSTANT       judge as one would have at that time, for example 2026-11-23T08:00:00Z; default now
  --offline          ask nobody; what is in the files and in DIR has to be enough (so it is with --at, too)
  --inside HOST      a host inside our own network that may be asked; may be repeated
  --pictures DIR     of files with changes, write pictures of the changed pages before and after
  --json             one JSON object a file and line (docs/verification-report.md)
exit code: 0 valid, 1 invalid, 2 undecided or unsigned, 3 unreadable, 64 used wrongly; of several files the worst`;

export interface VerifyOptions {
  readonly files: readonly string[];
  readonly trust: readonly string[];
  readonly evidenceRecord: string | undefined;
  /** Undefined: now. */
  readonly at: Date | undefined;
  /** What the network says now is no evidence for another time. */
  readonly isOffline: boolean;
  readonly insideHosts: readonly string[];
  readonly picturesDir: string | undefined;
  readonly asJson: boolean;
}

/** The command was used wrongly; the message says how, the usage follows it. */
export class VerifyUsageError extends Error {}

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Reads the arguments behind `verify`. @throws VerifyUsageError */
export function readVerifyOptions(args: readonly string[]): VerifyOptions {
  const { values, positionals } = parsed(args);
  if (positionals.length === 0) throw new VerifyUsageError('no file named');
  const evidenceRecord = values['evidence-record'];
  if (evidenceRecord !== undefined && positionals.length > 1)
    throw new VerifyUsageError('--evidence-record goes with one file');
  return {
    files: positionals,
    trust: values.trust ?? [],
    evidenceRecord,
    at: values.at === undefined ? undefined : instantOf(values.at),
    isOffline: values.offline === true || values.at !== undefined,
    insideHosts: values.inside ?? [],
    picturesDir: values.pictures,
    asJson: values.json ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        trust: { type: 'string', multiple: true },
        'evidence-record': { type: 'string' },
        at: { type: 'string' },
        offline: { type: 'boolean' },
        inside: { type: 'string', multiple: true },
        pictures: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw new VerifyUsageError((cause as Error).message, { cause });
  }
}

/** A day without time or zone is refused: whose midnight it is could decide the verdict. */
function instantOf(text: string): Date {
  const instant = new Date(text);
  if (!RFC_3339.test(text) || Number.isNaN(instant.getTime()))
    throw new VerifyUsageError(`--at ${text} is no instant; write it as 2026-11-23T08:00:00Z`);
  return instant;
}
