import {
  MOST_CONTACT,
  PROBLEM_REPORT_KINDS,
  type ProblemReportFields,
} from '../../problem-reports/problem-report.ts';
import { same } from '../text/bilingual.ts';
import { PROBLEM_KIND_TEXTS, PROBLEM_REPORT_TEXTS as T } from '../text/problem-report-texts.ts';
import { ErrorSummary, errorAt, Field, type FieldProblem, SubmitButton } from './form-parts.tsx';
import { Both, useFirst } from './language-order.tsx';
import { Rows } from './rows.tsx';

export interface ProblemReportPageProps {
  /** As typed; of a check that was just made its number. */
  readonly values: ProblemReportFields;
  readonly problems: readonly FieldProblem<keyof ProblemReportFields>[];
}

/** The form of 反映问题. Works without script. */
export function ProblemReportPage({ values, problems }: ProblemReportPageProps) {
  const first = useFirst();
  return (
    <>
      <ErrorSummary problems={problems} />
      <h1>
        <Both text={T.title} />
      </h1>
      <p>
        <Both text={T.lead} />
      </p>
      <form method="post" action="/problem" novalidate>
        <Field
          id="kind"
          label={T.kind}
          hint={T.kindHint}
          error={errorAt(problems, 'kind')}
          control={(described) => (
            <select {...described} name="kind">
              <option value="">{first(T.chooseKind)}</option>
              {PROBLEM_REPORT_KINDS.map((kind) => (
                <option value={kind} selected={kind === values.kind} key={kind}>
                  {first(PROBLEM_KIND_TEXTS[kind])}
                </option>
              ))}
            </select>
          )}
        />
        <Field
          id="text"
          label={T.text}
          hint={T.textHint}
          error={errorAt(problems, 'text')}
          control={(described) => (
            <textarea {...described} name="text" rows={6}>
              {values.text}
            </textarea>
          )}
        />
        <Field
          id="contact"
          label={T.contact}
          hint={T.contactHint}
          error={errorAt(problems, 'contact')}
          control={(described) => (
            <input
              {...described}
              name="contact"
              value={values.contact}
              maxLength={MOST_CONTACT}
              autocomplete="off"
            />
          )}
        />
        <Field
          id="checkReference"
          label={T.checkReference}
          hint={T.checkReferenceHint}
          error={errorAt(problems, 'checkReference')}
          control={(described) => (
            <input
              {...described}
              name="checkReference"
              value={values.checkReference}
              autocomplete="off"
              spellcheck={false}
            />
          )}
        />
        <SubmitButton text={T.send} />
      </form>
    </>
  );
}

/** What stays with the reporter. */
export function ProblemReceivedPage({ number }: { number: string }) {
  return (
    <>
      <h1>
        <Both text={T.receivedTitle} />
      </h1>
      <Rows rows={[{ label: T.receivedNumber, value: same(number), code: true }]} />
      <p>
        <Both text={T.receivedNext} />
      </p>
      <p>
        <a class="button" href="/">
          <Both text={T.checkAnother} />
        </a>
      </p>
    </>
  );
}
