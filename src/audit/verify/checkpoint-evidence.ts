import type { KeyObject } from 'node:crypto';
import { imprintMatches } from '../../crypto/cms/message-imprint.ts';
import { readSignedData } from '../../crypto/cms/signed-data-reader.ts';
import { readTimeStampInfo } from '../../crypto/cms/time-stamp-info.ts';
import { readCheckpoint, verifyCheckpoint } from '../../crypto/merkle/checkpoint.ts';
import { isSameHash } from '../../crypto/merkle/node-hash.ts';
import type { ExportedCheckpoint } from '../tree/checkpoint-folder.ts';
import type { LogProblem } from './log-problem.ts';

/** A checkpoint whose signature holds. */
export interface ProvenCheckpoint {
  readonly path: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** As its time-stamp states; null without one. */
  readonly stampedAt: Date | null;
}

export interface CheckpointEvidence {
  /** Smallest first, one for each size. */
  readonly checkpoints: readonly ProvenCheckpoint[];
  readonly problems: readonly LogProblem[];
}

/** What the exported checkpoints prove, and what is wrong with them. The first one names the log. */
export async function checkpointEvidence(
  exported: AsyncIterable<ExportedCheckpoint>,
  keys: readonly KeyObject[],
): Promise<CheckpointEvidence> {
  const bySize = new Map<number, ProvenCheckpoint>();
  const problems: LogProblem[] = [];
  let origin: string | undefined;
  for await (const { path, note, timeStampDer } of exported) {
    origin ??= readCheckpoint(note)?.origin;
    const checkpoint = verifyCheckpoint(note, origin ?? '', keys);
    if (typeof checkpoint === 'string') {
      problems.push({ code: PROBLEM_OF[checkpoint], leafIndex: null, where: path });
      continue;
    }
    const stampedAt = timeStampDer && statedTime(note, timeStampDer);
    if (stampedAt === 'wrong') problems.push({ code: 'checkpoint-time', leafIndex: null, where: path });
    const { size, root } = checkpoint;
    const other = bySize.get(size);
    if (other && !isSameHash(other.root, root))
      problems.push({ code: 'checkpoint-fork', leafIndex: size - 1, where: `${other.path} and ${path}` });
    else bySize.set(size, { path, size, root, stampedAt: stampedAt === 'wrong' ? null : stampedAt });
  }
  return { checkpoints: [...bySize.values()].sort((one, next) => one.size - next.size), problems };
}

const PROBLEM_OF = {
  malformed: 'checkpoint-malformed',
  'other-log': 'checkpoint-other-log',
  'signature-wrong': 'checkpoint-signature',
} as const;

/** The time in a token over `note`. Who made the token is for `openssl ts -verify`, which knows whom to believe. */
function statedTime(note: string, tokenDer: Uint8Array): Date | 'wrong' {
  try {
    const { imprint, generatedAt } = readTimeStampInfo(readSignedData(tokenDer));
    return imprintMatches(imprint, [Buffer.from(note)]) ? generatedAt : 'wrong';
  } catch {
    return 'wrong';
  }
}
