import type { Tx } from '../../platform/database/transaction-runner.ts';

export interface VersionSealUse {
  readonly versionId: string;
  /** 1 to 3. */
  readonly attempt: number;
  /** Of the seal on the face, in the order of signing, from 1. */
  readonly ordinal: number;
  readonly sealUseId: string;
}

/** Enters which attempt at which version an intended seal use is for, in the transaction of the intent. */
export async function insertVersionSealUse(tx: Tx, use: VersionSealUse): Promise<void> {
  await tx.query(
    'licences.insert-seal-use',
    `INSERT INTO licence_version_seal_uses (licence_version_id, attempt, ordinal, seal_use_id)
     VALUES ($1, $2, $3, $4)`,
    [use.versionId, use.attempt, use.ordinal, use.sealUseId],
  );
}
