import type { Bilingual } from '../text/bilingual.ts';
import { fill } from '../text/bilingual.ts';
import { CHECK_TEXTS as T } from '../text/check-texts.ts';
import { inputProblemText } from '../text/input-problem-texts.ts';
import { Both, useFirst } from './language-order.tsx';

/** Fields of the page; ids in the markup and targets of the error summary. */
export type CheckField = 'number' | 'name' | 'licence-type' | 'file';

export interface CheckPageProblem {
  readonly field: CheckField;
  readonly code: string;
}

export interface CheckPageProps {
  /** As typed; kept when something has to be changed. */
  readonly values: { readonly number: string; readonly name: string; readonly licenceType: string };
  readonly licenceTypes: readonly { readonly code: string; readonly name: Bilingual }[];
  readonly problems: readonly CheckPageProblem[];
  readonly insideWeChat: boolean;
}

export const EMPTY_VALUES: CheckPageProps['values'] = { number: '', name: '', licenceType: '' };

const ACCEPTED_FILES = '.pdf,image/png,image/jpeg,image/webp';

/** All errors at once, in the order of the fields, each a link to its field; focus goes here. */
function ErrorSummary({ problems }: { problems: readonly CheckPageProblem[] }) {
  return (
    <div class="summary" role="alert" tabIndex={-1} autofocus id="summary" aria-labelledby="summary-heading">
      <h2 id="summary-heading">
        <Both text={fill(T.summaryHeading, { count: problems.length })} />
      </h2>
      <ul>
        {problems.map(({ field, code }) => (
          <li key={field}>
            <a href={`#${field}`}>
              <Both text={inputProblemText(code)} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps {
  readonly id: CheckField | 'photo';
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

function Field({ id, label, hint, error, control }: FieldProps) {
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

function SubmitButton() {
  return (
    <button class="button" type="submit">
      <Both text={T.check} />
    </button>
  );
}

type NumberFormProps = Pick<CheckPageProps, 'values' | 'licenceTypes'> & {
  readonly errorAt: (field: CheckField) => Bilingual | undefined;
};

function NumberForm({ values, licenceTypes, errorAt }: NumberFormProps) {
  const first = useFirst();
  return (
    <form method="post" action="/check/number" novalidate>
      <Field
        id="number"
        label={T.number}
        hint={T.numberHint}
        error={errorAt('number')}
        control={(described) => (
          <input {...described} name="number" value={values.number} autocomplete="off" spellcheck={false} />
        )}
      />
      <Field
        id="licence-type"
        label={T.licenceType}
        hint={T.licenceTypeHint}
        error={errorAt('licence-type')}
        control={(described) => (
          <select {...described} name="licenceType">
            <option value="">{first(T.chooseType)}</option>
            {licenceTypes.map(({ code, name }) => (
              <option value={code} selected={code === values.licenceType} key={code}>
                {first(name)}
              </option>
            ))}
          </select>
        )}
      />
      <Field
        id="name"
        label={T.name}
        hint={T.nameHint}
        error={errorAt('name')}
        control={(described) => (
          <input {...described} name="name" value={values.name} autocomplete="name" spellcheck={false} />
        )}
      />
      <SubmitButton />
    </form>
  );
}

function FileForms({ error }: { error: Bilingual | undefined }) {
  return (
    <>
      <h2>
        <Both text={T.byFile} />
      </h2>
      <form method="post" action="/check/file" enctype="multipart/form-data" novalidate>
        <Field
          id="file"
          label={T.file}
          hint={T.fileHint}
          error={error}
          control={(described) => <input {...described} type="file" name="file" accept={ACCEPTED_FILES} />}
        />
        <SubmitButton />
      </form>
      <h2>
        <Both text={T.byPhoto} />
      </h2>
      <form method="post" action="/check/file" enctype="multipart/form-data" novalidate>
        <Field
          id="photo"
          label={T.photo}
          hint={T.photoHint}
          control={(described) => (
            <input {...described} type="file" name="file" accept="image/*" capture="environment" />
          )}
        />
        <SubmitButton />
      </form>
    </>
  );
}

/** Check a licence: by number, by file, by photo. Works without script. */
export function CheckPage({ values, licenceTypes, problems, insideWeChat }: CheckPageProps) {
  const errorAt = (field: CheckField) => {
    const problem = problems.find((each) => each.field === field);
    return problem && inputProblemText(problem.code);
  };
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <h1>
        <Both text={T.title} />
      </h1>
      <p>
        <Both text={T.lead} />
      </p>
      {insideWeChat && (
        <p class="box">
          <Both text={T.weChat} />
        </p>
      )}
      <h2>
        <Both text={T.byNumber} />
      </h2>
      <NumberForm values={values} licenceTypes={licenceTypes} errorAt={errorAt} />
      <FileForms error={errorAt('file')} />
      <p>
        <a href="/offline">
          <Both text={T.noNetwork} />
        </a>
      </p>
    </>
  );
}
