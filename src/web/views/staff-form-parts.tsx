import type { PasswordConfig } from '../../config/config.ts';
import { type Bilingual, fill } from '../text/bilingual.ts';
import { STAFF_TEXTS as T } from '../text/staff-texts.ts';
import { errorAt, Field, type FieldProblem } from './form-parts.tsx';

interface InputProps {
  readonly name: string;
  readonly label: Bilingual;
  readonly hint: Bilingual;
  readonly problems: readonly FieldProblem[];
  readonly autocomplete: string;
  readonly value?: string;
  /** Nobody is to read it from the screen. */
  readonly isSecret?: boolean;
  readonly inputmode?: 'numeric' | 'text';
  /** Where several forms of a page have the same field. */
  readonly id?: string;
}

/** One line of text; its name is its id, which a problem names. */
export function TextInput({ name, label, hint, problems, id = name, isSecret = false, ...rest }: InputProps) {
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={errorAt(problems, id)}
      control={(described) => {
        const attributes = {
          ...described,
          ...rest,
          name,
          autocapitalize: 'none',
          spellcheck: false,
        } as const;
        return isSecret ? <input {...attributes} type="password" /> : <input {...attributes} type="text" />;
      }}
    />
  );
}

type PasswordProps = Pick<InputProps, 'problems'> & { readonly id?: string };

/** The password of who is at the keyboard, to be sure that it is they. */
export const PresentPassword = ({ problems, id = 'password' }: PasswordProps) => (
  <TextInput
    id={id}
    name="password"
    isSecret
    label={T.presentPassword}
    hint={T.presentPasswordHint}
    problems={problems}
    autocomplete="current-password"
  />
);

/** What a new password has to be, for the words beside its field. */
export type PasswordRules = Pick<PasswordConfig, 'minLength' | 'minClasses'>;

interface NewPasswordProps {
  readonly rules: PasswordRules;
  readonly problems: readonly FieldProblem[];
}

/** A new password, twice: nobody sees what they type. */
export const NewPasswordFields = ({ rules, problems }: NewPasswordProps) => (
  <>
    <TextInput
      name="newPassword"
      isSecret
      label={T.newPassword}
      hint={fill(T.newPasswordHint, { length: rules.minLength, classes: rules.minClasses })}
      problems={problems}
      autocomplete="new-password"
    />
    <TextInput
      name="repeat"
      isSecret
      label={T.repeat}
      hint={T.repeatHint}
      problems={problems}
      autocomplete="new-password"
    />
  </>
);

/** Values that go along with a form and are not seen. */
export const Hidden = ({ values }: { values: Readonly<Record<string, string>> }) => (
  <>
    {Object.entries(values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} key={name} />
    ))}
  </>
);
