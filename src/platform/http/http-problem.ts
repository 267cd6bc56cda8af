import type { HttpProblemCode } from './platform-texts.ts';

/** A refusal that belongs to HTTP itself, not to any rule of ours. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';

  constructor(
    readonly status: number,
    readonly code: HttpProblemCode,
    options: ErrorOptions & { readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(code, options);
    this.headers = options.headers ?? {};
  }

  readonly headers: Readonly<Record<string, string>>;
}
