import { PdfError } from './pdf-error.ts';

export interface BudgetLimits {
  /** Bytes that come out of all decompression together. */
  readonly inflatedBytes: number;
  /** Objects parsed and cross-reference entries read, all revisions together. */
  readonly objects: number;
  /** Arrays and dictionaries in each other; nodes of the page tree above each other. */
  readonly depth: number;
  /** Tokens read and object pairs compared. */
  readonly steps: number;
}

/** Enough for every licence and for files of some thousand pages; a hostile file ends within about a second. */
const STANDARD_LIMITS: BudgetLimits = {
  inflatedBytes: 64 * 1024 * 1024,
  objects: 500_000,
  depth: 60,
  steps: 20_000_000,
};

/**
 * How much work one file may cause. Whoever sends a file chooses every number in it, so everything that grows with
 * its content is counted here, and running out is an ordinary failure with a code.
 */
export class Budget {
  readonly #limits: BudgetLimits;
  #inflatedBytes = 0;
  #objects = 0;
  #steps = 0;

  constructor(limits: Partial<BudgetLimits> = {}) {
    this.#limits = { ...STANDARD_LIMITS, ...limits };
  }

  /** Bytes that decompression may still give out; hand it to zlib as `maxOutputLength`. */
  get inflatableBytes(): number {
    return this.#limits.inflatedBytes - this.#inflatedBytes;
  }

  /** @throws PdfError `pdf-budget-exceeded` */
  countInflated(bytes: number): void {
    this.#inflatedBytes += bytes;
    if (this.#inflatedBytes > this.#limits.inflatedBytes) throw new PdfError('pdf-budget-exceeded');
  }

  /** @throws PdfError `pdf-budget-exceeded` */
  countObjects(objects = 1): void {
    this.#objects += objects;
    if (this.#objects > this.#limits.objects) throw new PdfError('pdf-budget-exceeded');
  }

  /** @throws PdfError `pdf-budget-exceeded` */
  countSteps(steps = 1): void {
    this.#steps += steps;
    if (this.#steps > this.#limits.steps) throw new PdfError('pdf-budget-exceeded');
  }

  /** @throws PdfError `pdf-budget-exceeded` when `depth` levels are too many */
  checkDepth(depth: number): void {
    if (depth > this.#limits.depth) throw new PdfError('pdf-budget-exceeded');
  }
}
