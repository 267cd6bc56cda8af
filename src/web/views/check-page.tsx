import type { Bilingual } from '../text/bilingual.ts';
import { CHECK_TEXTS as T } from '../text/check-texts.ts';
import { ErrorSummary, errorAt, Field, type FieldProblem, SubmitButton } from './form-parts.tsx';
import { Both, useFirst } from './language-order.tsx';

/** Fields of the page; ids in the markup and targets of the error summary. */
export type CheckField = 'number' | 'name' | 'licence-type' | 'file';

export type CheckPageProblem = FieldProblem<CheckField>;

export interface CheckPageProps {
  /** As typed; kept when something has to be changed. */
  readonly values: { readonly number: string; readonly name: string; readonly licenceType: string };
  readonly licenceTypes: readonly { readonly code: string; readonly name: Bilingual }[];
  readonly problems: readonly CheckPageProblem[];
  readonly insideWeChat: boolean;
}

export const EMPTY_VALUES: CheckPageProps['values'] = { number: '', name: '', licenceType: '' };

const ACCEPTED_FILES = '.pdf,image/png,image/jpeg,image/webp';

type NumberFormProps = Pick<CheckPageProps, 'values' | 'licenceTypes' | 'problems'>;

function NumberForm({ values, licenceTypes, problems }: NumberFormProps) {
  const first = useFirst();
  return (
    <form method="post" action="/check/number" novalidate>
      <Field
        id="number"
        label={T.number}
        hint={T.numberHint}
        error={errorAt(problems, 'number')}
        control={(described) => (
          <input {...described} name="number" value={values.number} autocomplete="off" spellcheck={false} />
        )}
      />
      <Field
        id="licence-type"
        label={T.licenceType}
        hint={T.licenceTypeHint}
        error={errorAt(problems, 'licence-type')}
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
        error={errorAt(problems, 'name')}
        control={(described) => (
          <input {...described} name="name" value={values.name} autocomplete="name" spellcheck={false} />
        )}
      />
      <SubmitButton text={T.check} />
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
        <SubmitButton text={T.check} />
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
        <SubmitButton text={T.check} />
      </form>
    </>
  );
}

/** Check a licence: by number, by file, by photo. Works without script. */
export function CheckPage({ values, licenceTypes, problems, insideWeChat }: CheckPageProps) {
  return (
    <>
      <ErrorSummary problems={problems} />
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
      <NumberForm values={values} licenceTypes={licenceTypes} problems={problems} />
      <FileForms error={errorAt(problems, 'file')} />
      <p>
        <a href="/offline">
          <Both text={T.noNetwork} />
        </a>
      </p>
    </>
  );
}
