import type { KeyObject } from 'node:crypto';
import { readCheckpoint, verifyCheckpoint } from '../../crypto/merkle/checkpoint.ts';
import { isSameHash } from '../../crypto/merkle/node-hash.ts';
import type { ExportedCheckpoint } from '../tree/checkpoint-folder.ts';
import { type StampedTime, stampedTime, type TimeStampRoots } from './checkpoint-time.ts';
import type { LogProblem } from './log-problem.ts';

/** A checkpoint whose signature holds. */
export interface ProvenCheckpoint {
  readonly path: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** As its time-stamp states; null without one. */
  readonly stampedAt: Date | null;
}

/** How many time-stamps were judged by the roots given, and of how many the authority's certificate has ended since. */
export interface JudgedTimeStamps {
  readonly judged: number;
  readonly undecided: number;
}

export interface CheckpointEvidence {
  /** Smallest first, one for each size. */
  readonly checkpoints: readonly ProvenCheckpoint[];
  readonly problems: readonly LogProblem[];
  /** Null: no roots were given. */
  readonly timeStamps: JudgedTimeStamps | null;
}

/** What the exported checkpoints prove, and what is wrong with them. The first one names the log. */
export async function checkpointEvidence(
  exported: AsyncIterable<ExportedCheckpoint>,
  keys: readonly KeyObject[],
  roots: TimeStampRoots | null,
): Promise<CheckpointEvidence> {
  const bySize = new Map<number, ProvenCheckpoint>();
  const problems: LogProblem[] = [];
  const states: StampedTime['state'][] = [];
  let origin: string | undefined;
  for await (const { path, note, timeStampDer } of exported) {
    origin ??= readCheckpoint(note)?.origin;
    const checkpoint = verifyCheckpoint(note, origin ?? '', keys);
    if (typeof checkpoint === 'string') {
      problems.push({ code: PROBLEM_OF[checkpoint], leafIndex: null, where: path });
      continue;
    }
    const time = timeStampDer && stampedTime(note, timeStampDer, roots);
    if (time) {
      states.push(time.state);
      problems.push(...timeProblems(path, time));
    }
    const { size, root } = checkpoint;
    const other = bySize.get(size);
    if (other && !isSameHash(other.root, root))
      problems.push({ code: 'checkpoint-fork', leafIndex: size - 1, where: `${other.path} and ${path}` });
    else bySize.set(size, { path, size, root, stampedAt: time?.stampedAt ?? null });
  }
  const checkpoints = [...bySize.values()].sort((one, next) => one.size - next.size);
  const undecided = states.filter((state) => state === 'undecided').length;
  return { checkpoints, problems, timeStamps: roots && { judged: states.length, undecided } };
}

function timeProblems(path: string, { state, why }: StampedTime): LogProblem[] {
  if (state === 'wrong') return [{ code: 'checkpoint-time', leafIndex: null, where: path }];
  if (state !== 'not-trusted') return [];
  return [{ code: 'checkpoint-time-untrusted', leafIndex: null, where: `${path}: ${why.join(', ')}` }];
}

const PROBLEM_OF = {
  malformed: 'checkpoint-malformed',
  'other-log': 'checkpoint-other-log',
  'signature-wrong': 'checkpoint-signature',
} as const;
