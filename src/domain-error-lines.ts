import { problemText } from './platform/http/problem-texts.ts';
import type { DomainError } from './shared/domain-error.ts';

/** What a command shows of a refusal: the error and each of its problems, in both languages, one a line. */
export const linesOf = ({ code, problems }: DomainError): string =>
  [code, ...problems.map((problem) => problem.code)].map(lineOf).join('\n  ');

/** One closed code in both languages. */
export const lineOf = (code: string): string =>
  `${problemText(code, 'zh') ?? ''} ${problemText(code, 'en') ?? code}`.trim();
