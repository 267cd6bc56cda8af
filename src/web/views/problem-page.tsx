import type { Bilingual } from '../text/bilingual.ts';
import { PROBLEM_CHROME_TEXTS as T } from '../text/problem-page-texts.ts';
import { Both } from './language-order.tsx';

export interface ProblemPageProps {
  readonly heading: Bilingual;
  /** The problem's own words, in the language the reader's browser asks for; null when they add nothing. */
  readonly detail: string | null;
  readonly advice: Bilingual;
  readonly reference: string;
  /** The way to sign in is shown. */
  readonly needsSignIn: boolean;
}

/** A page for what could not be answered: what happened, what to do, which number to quote. */
export function ProblemPage({ heading, detail, advice, reference, needsSignIn }: ProblemPageProps) {
  return (
    <>
      <h1>
        <Both text={heading} />
      </h1>
      {detail && <p>{detail}</p>}
      <p>
        <Both text={advice} />
      </p>
      <p>
        <Both text={T.reference} /> <code>{reference}</code>
      </p>
      <p>
        <a class="button" href={needsSignIn ? '/holder' : '/'}>
          <Both text={needsSignIn ? T.holders : T.back} />
        </a>
      </p>
      {needsSignIn && (
        <p>
          <a href="/staff/sign-in">
            <Both text={T.staff} />
          </a>
        </p>
      )}
    </>
  );
}
