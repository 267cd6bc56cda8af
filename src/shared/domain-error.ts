/** What kind of failure it is; the HTTP filter maps it to a status (400, 404, 409, 403, 503). */
export type DomainErrorKind = 'invalid' | 'not-found' | 'conflict' | 'forbidden' | 'unavailable';

/** One thing wrong with one part of what the caller sent. `path` is a JSON pointer without the leading slash. */
export interface FieldProblem {
  readonly path: string;
  /** Closed code; its texts (zh, en) are in the module's texts. */
  readonly code: string;
  /** Values for the text's placeholders; never personal data, never secrets. */
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface DomainErrorOptions {
  readonly cause?: unknown;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly problems?: readonly FieldProblem[];
  /** After how long it is worth asking again, where time alone mends it; `unavailable` has 2 seconds by itself. */
  readonly retryAfterSeconds?: number;
}

/**
 * A failure with a closed code. The public text is looked up by code; `cause` is private and only logged.
 * Modules narrow `Code` to their own union (`licences.errors.ts`).
 */
export class DomainError<Code extends string = string> extends Error {
  override readonly name = 'DomainError';
  readonly params: Readonly<Record<string, string | number>>;
  readonly problems: readonly FieldProblem[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly kind: DomainErrorKind,
    readonly code: Code,
    options: DomainErrorOptions = {},
  ) {
    super(code, { cause: options.cause });
    this.params = options.params ?? {};
    this.problems = options.problems ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? (kind === 'unavailable' ? 2 : undefined);
  }
}
