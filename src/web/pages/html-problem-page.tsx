import { Inject, Injectable } from '@nestjs/common';
import type { Language } from '../../platform/http/language.ts';
import type { Problem } from '../../platform/http/problem.ts';
import type { ProblemPage as ProblemPagePort } from '../../platform/http/problem-page.ts';
import { PROBLEM_PAGE_TEXTS, SIGN_IN_PROBLEM_TEXTS } from '../text/problem-page-texts.ts';
import { ProblemPage } from '../views/problem-page.tsx';
import { PageRenderer } from './page-renderer.tsx';

type KnownStatus = keyof typeof PROBLEM_PAGE_TEXTS;

const isKnown = (status: number): status is KnownStatus => status in PROBLEM_PAGE_TEXTS;

/** The words for a status; one that has none of its own is a bad request, or from 500 on a fault of ours. */
function wordsFor(status: number): (typeof PROBLEM_PAGE_TEXTS)[KnownStatus] {
  if (isKnown(status)) return PROBLEM_PAGE_TEXTS[status];
  return PROBLEM_PAGE_TEXTS[status >= 500 ? 500 : 400];
}

/** Statuses whose own words say more than the problem's text does. */
const SAYS_ENOUGH: ReadonlySet<number> = new Set([401, 404, 413, 429, 500]);

/** What people get instead of problem+json. */
@Injectable()
export class HtmlProblemPage implements ProblemPagePort {
  constructor(@Inject(PageRenderer) private readonly renderer: PageRenderer) {}

  render(problem: Problem, language: Language, cspNonce: string): string {
    const isSignIn = problem.code.startsWith('holder-sign-in.');
    const { heading, advice } = isSignIn ? SIGN_IN_PROBLEM_TEXTS : wordsFor(problem.status);
    const detail = SAYS_ENOUGH.has(problem.status) ? null : problem.detail;
    return this.renderer.render({
      title: heading,
      main: (
        <ProblemPage
          heading={heading}
          detail={detail}
          advice={advice}
          reference={problem.requestId}
          needsSignIn={isSignIn || problem.status === 401}
        />
      ),
      display: { first: language, large: false },
      nonce: cspNonce,
      switches: false,
    });
  }
}
