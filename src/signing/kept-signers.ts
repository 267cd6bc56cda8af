import { type Signer, SignerProvider } from './signer.ts';

/** A provider that finds each signer once and keeps it. */
export abstract class KeptSigners extends SignerProvider {
  private readonly kept = new Map<string, Promise<Signer>>();

  override forSeal(sealKeyId: string): Promise<Signer> {
    const known = this.kept.get(sealKeyId);
    if (known) return known;
    const finding = this.find(sealKeyId);
    this.kept.set(sealKeyId, finding);
    // A key that is not there now, or could not be opened, may well be there later.
    finding.catch(() => this.kept.delete(sealKeyId));
    return finding;
  }

  /** @throws as `forSeal` */
  protected abstract find(sealKeyId: string): Promise<Signer>;
}
