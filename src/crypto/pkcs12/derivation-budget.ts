import { Pkcs12Error } from './pkcs12-error.ts';

/** Real files: 1 to 600,000 (Mozilla) for each of two to four derivations. */
const MAX_ITERATIONS = 5_000_000;

/** What a file may make us compute, over all its parts: it names its iteration counts itself. */
export class DerivationBudget {
  private left = MAX_ITERATIONS;

  /** @throws Pkcs12Error `pkcs12-too-costly` */
  spend(iterations: number): void {
    this.left -= iterations;
    if (iterations < 1 || this.left < 0) throw new Pkcs12Error('pkcs12-too-costly');
  }
}
