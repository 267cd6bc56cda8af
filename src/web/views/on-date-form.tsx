import type { Bilingual } from '../text/bilingual.ts';
import { RESULT_TEXTS as T } from '../text/result-texts.ts';
import { Both } from './language-order.tsx';

export interface OnDateFormView {
  readonly method: 'get' | 'post';
  readonly action: string;
  /** What the check was about, to be sent again. */
  readonly hidden: Readonly<Record<string, string>>;
  /** As typed. */
  readonly values: { readonly year: string; readonly month: string; readonly day: string };
  readonly error: Bilingual | null;
}

const PARTS = [
  ['year', T.onDateYear, 4],
  ['month', T.onDateMonth, 2],
  ['day', T.onDateDay, 2],
] as const;

/** 查某一天是否有效: three fields, for nobody can type a date into one the same way as his neighbour. */
export function OnDateForm({ form }: { form: OnDateFormView }) {
  const { method, action, hidden, values, error } = form;
  return (
    <form method={method} action={action} novalidate id="on-date">
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} key={name} />
      ))}
      <fieldset class={error ? 'wrong' : undefined} aria-describedby="on-date-hint">
        <legend>
          <h2>
            <Both text={T.onDateHeading} />
          </h2>
        </legend>
        <p class="hint" id="on-date-hint">
          <Both text={T.onDateHint} />
        </p>
        {error && (
          <p class="error" role="alert">
            <Both text={error} />
          </p>
        )}
        <div class="parts">
          {PARTS.map(([name, label, length]) => (
            <div key={name}>
              <label for={`on-${name}`}>
                <Both text={label} />
              </label>
              <input
                id={`on-${name}`}
                name={name}
                value={values[name]}
                inputmode="numeric"
                maxLength={length + 10}
                autocomplete="off"
              />
            </div>
          ))}
        </div>
      </fieldset>
      <p>
        <button class="button" type="submit">
          <Both text={T.onDateButton} />
        </button>
      </p>
    </form>
  );
}
