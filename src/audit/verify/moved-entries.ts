/** A place whose entry is not the one that was put there. */
export interface UnlikeLeaf {
  readonly leafIndex: number;
  /** The leaf hash of the place. */
  readonly stored: Uint8Array;
  /** The leaf hash of the body that stands there now. */
  readonly computed: Uint8Array;
  readonly entryId: string | null;
}

/** Those whose body belongs to another of the places: they were not rewritten but moved. */
export function movedEntries(unlike: readonly UnlikeLeaf[]): UnlikeLeaf[] {
  const places = new Set(unlike.map(({ stored }) => Buffer.from(stored).toString('hex')));
  return unlike.filter(({ computed }) => places.has(Buffer.from(computed).toString('hex')));
}
