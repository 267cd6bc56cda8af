import { open } from 'node:fs/promises';

/** A sync that will begin after all calls made so far; many callers share one. */
interface Turn {
  readonly running: Promise<void>;
  next: Promise<void> | null;
}

/**
 * Makes new names in a folder durable. Like the group commit of a database: whoever comes while a sync runs shares the
 * next one, because the running one may have begun before their rename.
 */
export class DirectorySync {
  private readonly turns = new Map<string, Turn>();

  sync(folder: string): Promise<void> {
    const turn = this.turns.get(folder);
    if (!turn) return this.begin(folder);
    turn.next ??= turn.running.then(
      () => this.begin(folder),
      () => this.begin(folder),
    );
    return turn.next;
  }

  private begin(folder: string): Promise<void> {
    const turn: Turn = { running: syncFolder(folder), next: null };
    this.turns.set(folder, turn);
    const finished = () => {
      if (this.turns.get(folder) === turn && turn.next === null) this.turns.delete(folder);
    };
    turn.running.then(finished, finished);
    return turn.running;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
