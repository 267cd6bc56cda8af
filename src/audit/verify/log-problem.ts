/** What is wrong with the log. Closed list; the words are for whoever reads the report. */
export const LOG_PROBLEMS = {
  'checkpoint-malformed': 'a file is no checkpoint',
  'checkpoint-signature': 'a checkpoint is not signed by the key given',
  'checkpoint-other-log': 'a checkpoint is of another log',
  'checkpoint-fork': 'two checkpoints of one size have different roots',
  'checkpoint-time': 'the time-stamp of a checkpoint is over something else',
  'checkpoint-time-untrusted': 'the time-stamp of a checkpoint does not hold under the roots given',
  'tree-differs':
    'the tree is not the one of the checkpoint: an entry since the checkpoint before was rewritten, added, removed or moved',
  'tree-shorter': 'the log ends before the checkpoint: its end was cut off, or an older database restored',
  'body-altered': 'the body is not what was put into the tree',
  'entry-missing': 'the entry is gone',
  'entry-reordered': 'the entry stands in the place of another',
  'entry-added': 'an entry was put among those that have their place in the tree',
  'entry-backdated': 'the entry says that it is older than a checkpoint that does not cover it',
  'entry-foreign': 'the body is none that the service writes',
  'projection-differs': 'a column to search by does not agree with the body',
  'leaf-missing': 'a place in the tree has no entry',
  'leaf-twice': 'two entries have one place in the tree',
  'tile-differs': 'a tile of the tree does not agree with its leaves',
  'head-differs': 'a head in the database does not agree with its leaves',
  'not-sequenced': 'the entry has waited for its place for over a minute',
  'archive-wrong': 'an archive is not what was put into the tree',
} as const;

export type LogProblemCode = keyof typeof LOG_PROBLEMS;

export interface LogProblem {
  readonly code: LogProblemCode;
  /** Place in the tree, from 0 on; null where there is none. */
  readonly leafIndex: number | null;
  /** What exactly: a file, a column, an entry's id or row. */
  readonly where: string;
}

/** The problems by place, those without a place last. */
export const inOrder = (problems: readonly LogProblem[]): LogProblem[] =>
  problems.toSorted(
    (one, other) =>
      (one.leafIndex ?? Number.POSITIVE_INFINITY) - (other.leafIndex ?? Number.POSITIVE_INFINITY) || 0,
  );
