import type { Bilingual } from '../text/bilingual.ts';
import { fill } from '../text/bilingual.ts';
import { FORM_TEXTS as T } from '../text/form-texts.ts';
import { inputProblemText } from '../text/input-problem-texts.ts';
import { Both } from './language-order.tsx';

/** What is wrong with one field; `field` is its id in the markup. */
export interface FieldProblem<Field extends string = string> {
  readonly field: Field;
  readonly code: string;
  /** Values of the placeholders in the words. */
  readonly params?: Readonly<Record<string, string | number>> | undefined;
}

/** The words for what is wrong with a field, if anything is. */
export function errorAt<Field extends string>(
  problems: readonly FieldProblem<Field>[],
  field: Field,
): Bilingual | undefined {
  const problem = problems.find((each) => each.field === field);
  return problem && inputProblemText(problem.code, problem.params);
}

/** All errors at once, in the order of the fields, each a link to its field; focus goes here. */
export function ErrorSummary({ problems }: { problems: readonly FieldProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="summary" role="alert" tabIndex={-1} autofocus id="summary" aria-labelledby="summary-heading">
      <h2 id="summary-heading">
        <Both text={fill(T.summaryHeading, { count: problems.length })} />
      </h2>
      <ul>
        {problems.map(({ field, code, params }) => (
          <li key={`${field} ${code}`}>
            <a href={`#${field}`}>
              <Both text={inputProblemText(code, params)} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: Bilingual;
  readonly hint: Bilingual;
  readonly error?: Bilingual | undefined;
  /** Called with the attributes that tie the control to its hint and error. */
  readonly control: (described: {
    id: string;
    'aria-describedby': string;
    'aria-invalid'?: 'true';
  }) => preact.JSX.Element;
}

/** A control with its label, hint and error. */
export function Field({ id, label, hint, error, control }: FieldProps) {
  const describedBy = error ? `${id}-hint ${id}-error` : `${id}-hint`;
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>
        <Both text={label} />
      </label>
      <p class="hint" id={`${id}-hint`}>
        <Both text={hint} />
      </p>
      {error && (
        <p class="error" id={`${id}-error`}>
          <Both text={error} />
        </p>
      )}
      {control({
        id,
        'aria-describedby': describedBy,
        ...(error ? { 'aria-invalid': 'true' as const } : {}),
      })}
    </div>
  );
}

export function SubmitButton({ text }: { text: Bilingual }) {
  return (
    <button class="button" type="submit">
      <Both text={text} />
    </button>
  );
}
