import type { ToldChallenge } from '../../access/sign-in/factors/factor-dialogue.ts';
import { FACTOR_KINDS, type FactorKind } from '../../access/sign-in/factors/second-factor.ts';
import { STAFF_TEXTS as T } from '../text/staff-texts.ts';
import { FactorForm, OtherKinds } from './factor-forms.tsx';
import { ErrorSummary, type FieldProblem, SubmitButton } from './form-parts.tsx';
import { Both } from './language-order.tsx';
import { NewPasswordFields, type PasswordRules, PresentPassword, TextInput } from './staff-form-parts.tsx';

interface EnrolPageProps {
  /** As typed. */
  readonly login: string;
  readonly code: string;
  readonly rules: PasswordRules;
  readonly problems: readonly FieldProblem[];
}

/** First step of enrolling: one-time code and new password. */
export function EnrolPage({ login, code, rules, problems }: EnrolPageProps) {
  return (
    <>
      <ErrorSummary problems={problems} />
      <h1>
        <Both text={T.enrolTitle} />
      </h1>
      <p>
        <Both text={T.enrolLead} />
      </p>
      <form method="post" action="/staff/enrol" novalidate>
        <TextInput
          name="login"
          label={T.login}
          hint={T.loginHint}
          problems={problems}
          autocomplete="username"
          value={login}
        />
        <TextInput
          name="code"
          label={T.enrolmentCode}
          hint={T.enrolmentCodeHint}
          problems={problems}
          autocomplete="off"
          value={code}
        />
        <NewPasswordFields rules={rules} problems={problems} />
        <SubmitButton text={T.next} />
      </form>
    </>
  );
}

export interface RegisterFactorPageProps {
  readonly kind: FactorKind;
  readonly told: ToldChallenge;
  /** The page's address; its form goes there too. */
  readonly path: string;
  readonly label: string;
  readonly problems: readonly FieldProblem[];
  /** Of a signed-in person's form; they show their password too. Null while enrolling. */
  readonly formToken: string | null;
}

/** Registers a second factor: the first one of an enrolment, or a further one. */
export function RegisterFactorPage({
  kind,
  told,
  path,
  label,
  problems,
  formToken,
}: RegisterFactorPageProps) {
  return (
    <>
      <ErrorSummary problems={problems} />
      <h1>
        <Both text={T.factorTitle} />
      </h1>
      <p>
        <Both text={T.factorLead} />
      </p>
      <FactorForm
        purpose="registration"
        kind={kind}
        told={told}
        action={path}
        problems={problems}
        hidden={formToken === null ? {} : { formToken }}
      >
        <TextInput
          name="label"
          label={T.label}
          hint={T.labelHint}
          problems={problems}
          autocomplete="off"
          value={label}
        />
        {formToken !== null && <PresentPassword problems={problems} />}
      </FactorForm>
      <OtherKinds kinds={FACTOR_KINDS} kind={kind} path={path} />
    </>
  );
}
