declare const persisted: unique symbol;

/**
 * A row of `seal_uses` that is committed as *intended* (docs/adr/0002-sealing-survives-a-kill.md). Nothing is sealed
 * without one: the brand keeps a value that merely looks like it from being passed.
 */
export interface PersistedSealUse {
  readonly id: string;
  readonly sealId: string;
  /** SHA-256 of exactly the bytes that may be sealed, 32 bytes. */
  readonly documentDigest: Uint8Array;
  readonly [persisted]: true;
}

/** For the module that writes `seal_uses`, after its transaction is committed; for nobody else. */
export function asPersistedSealUse(row: {
  readonly id: string;
  readonly sealId: string;
  readonly documentDigest: Uint8Array;
}): PersistedSealUse {
  return row as PersistedSealUse;
}
