import { open } from 'node:fs/promises';
import { type Signer, SignerProvider } from '../../src/signing/signer.ts';

/**
 * Writes the id of each seal use to a journal, synced, before the key is asked: after any kill the journal holds every
 * signature that can have been made. Put in the place of the `SignerProvider` that it wraps.
 */
export class CountingSignerProvider extends SignerProvider {
  constructor(
    private readonly inner: SignerProvider,
    private readonly journalPath: string,
  ) {
    super();
  }

  override async forSeal(sealKeyId: string): Promise<Signer> {
    const signer = await this.inner.forSeal(sealKeyId);
    const sign = async (message: Uint8Array, sealUseId: string): Promise<Uint8Array> => {
      await this.note(sealUseId);
      return signer.sign(message, sealUseId);
    };
    return { ...signer, sign };
  }

  /** One short append is whole or absent (POSIX write with O_APPEND), whoever else writes. */
  private async note(sealUseId: string): Promise<void> {
    const journal = await open(this.journalPath, 'a', 0o600);
    try {
      await journal.write(`${sealUseId}\n`);
      await journal.datasync();
    } finally {
      await journal.close();
    }
  }
}
