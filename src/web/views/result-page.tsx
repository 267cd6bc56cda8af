import type { FactLine } from '../presenters/fact-lines.presenter.ts';
import type { ResultView } from '../presenters/result.presenter.ts';
import { fill, same } from '../text/bilingual.ts';
import { OUTCOME_TEXTS } from '../text/fact-texts.ts';
import { LOG_PROOF_TEXTS } from '../text/log-proof-texts.ts';
import { RECEIPT_TEXTS } from '../text/receipt-texts.ts';
import { RESULT_TEXTS as T } from '../text/result-texts.ts';
import { SubmitButton } from './form-parts.tsx';
import { Both } from './language-order.tsx';
import { OnDateForm, type OnDateFormView } from './on-date-form.tsx';
import { Rows } from './rows.tsx';
import { VerdictPanel } from './verdict-panel.tsx';

function FactList({ lines }: { lines: readonly FactLine[] }) {
  return (
    <ul class="facts">
      {lines.map(({ outcome, text }) => (
        <li class={outcome} key={text.zh}>
          <b>
            <span aria-hidden="true">{OUTCOME_TEXTS[outcome].mark} </span>
            <Both text={OUTCOME_TEXTS[outcome].word} />
          </b>
          <span>
            <Both text={text} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function LookAgain({ domain }: { domain: string }) {
  return (
    <aside class="box" aria-labelledby="look-again">
      <h2 id="look-again">
        <Both text={T.lookAgainHeading} />
      </h2>
      <p>
        <Both text={fill(T.lookAgainDomain, { domain })} />
      </p>
      <p>
        <Both text={T.lookAgainCompare} />
      </p>
    </aside>
  );
}

function CheckFacts({ view }: { view: ResultView }) {
  const rows = [
    { label: T.checkedAt, value: view.checkedAt },
    { label: T.reference, value: same(view.reference), code: true },
    { label: T.channel, value: view.channel },
  ];
  return (
    <>
      <h2>
        <Both text={T.factsHeading} />
      </h2>
      <FactList lines={view.factLines} />
      <Rows rows={rows} />
      <p>
        <a href={`/log/proof/${view.reference}`} rel="nofollow">
          <Both text={LOG_PROOF_TEXTS.linkFromCheck} />
        </a>
      </p>
    </>
  );
}

function ReceiptForm({ capsule }: { capsule: string }) {
  return (
    <form method="post" action="/check/receipt">
      <input type="hidden" name="result" value={capsule} />
      <SubmitButton text={RECEIPT_TEXTS.download} />
    </form>
  );
}

export interface ResultPageProps {
  readonly view: ResultView;
  readonly domain: string;
  /** Null where the same check cannot be asked again for a date: an uploaded file is not kept. */
  readonly onDateForm: OnDateFormView | null;
  /** What a receipt is made of; null where none can be. */
  readonly capsule: string | null;
}

/** The answer to a check: verdict, what to do, what the register says, what was checked. */
export function ResultPage({ view, domain, onDateForm, capsule }: ResultPageProps) {
  return (
    <>
      <VerdictPanel verdict={view.verdict} trial={view.trial} />
      {view.onDate && (
        <p class="answer" role="status">
          <Both text={view.onDate} />
        </p>
      )}
      {view.verdict.next && (
        <>
          <h2>
            <Both text={T.nextHeading} />
          </h2>
          <p>
            <Both text={view.verdict.next} />
          </p>
        </>
      )}
      {view.licenceRows.length > 0 && (
        <>
          <h2>
            <Both text={T.registerHeading} />
          </h2>
          <p class="hint">
            <Both text={T.registerOnly} />
          </p>
          <Rows rows={view.licenceRows} />
        </>
      )}
      <CheckFacts view={view} />
      {capsule !== null && <ReceiptForm capsule={capsule} />}
      {onDateForm && <OnDateForm form={onDateForm} />}
      <LookAgain domain={domain} />
      <p>
        <a class="button" href="/">
          <Both text={T.checkAnother} />
        </a>
      </p>
      <p>
        <a href={`/problem?check=${view.reference}`}>
          <Both text={T.reportProblem} />
        </a>
      </p>
      <details>
        <summary>
          {T.technicalDetails.zh} / {T.technicalDetails.en}
        </summary>
        <Rows rows={view.technicalRows} />
      </details>
    </>
  );
}
