import type { Caller } from './caller.ts';
import { HttpProblem } from './http-problem.ts';
import type { HttpProblemCode } from './platform-texts.ts';

/** A caller whose credential is right and who is refused all the same; the access log names them. */
export class RefusedCaller extends HttpProblem {
  constructor(
    readonly caller: Caller,
    status: number,
    code: HttpProblemCode,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(status, code, { headers });
  }
}
