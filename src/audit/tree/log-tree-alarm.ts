/** What must never happen to the tree: someone changed the database, or an older one was put in its place. Closed list. */
export type LogTreeAlarmCode =
  /** The last checkpoint is not signed by our key. */
  | 'checkpoint-not-ours'
  /** The tree is shorter than the last checkpoint: its end was cut off, or an older database restored. */
  | 'tree-cut'
  /** Two roots for one size. */
  | 'fork'
  /** The head does not follow from the last checkpoint and the bodies since. */
  | 'head-does-not-follow';

/** Nothing is signed until people have looked: a signature would make the change look right. */
export class LogTreeAlarm extends Error {
  override readonly name = 'LogTreeAlarm';

  constructor(
    readonly code: LogTreeAlarmCode,
    readonly size: number,
  ) {
    super(`the tree of the access log is wrong at ${size} entries: ${code}`);
  }
}
