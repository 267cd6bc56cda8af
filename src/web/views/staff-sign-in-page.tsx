import type { ToldChallenge } from '../../access/sign-in/factors/factor-dialogue.ts';
import type { FactorKind } from '../../access/sign-in/factors/second-factor.ts';
import { STAFF_TEXTS as T } from '../text/staff-texts.ts';
import { FactorForm, OtherKinds } from './factor-forms.tsx';
import { ErrorSummary, type FieldProblem, SubmitButton } from './form-parts.tsx';
import { Both } from './language-order.tsx';
import { NewPasswordFields, type PasswordRules, TextInput } from './staff-form-parts.tsx';

interface Problems {
  readonly problems: readonly FieldProblem[];
}

/** First step: login and password. */
export function StaffSignInPage({ login, problems }: Problems & { readonly login: string }) {
  return (
    <>
      <ErrorSummary problems={problems} />
      <h1>
        <Both text={T.signInTitle} />
      </h1>
      <p>
        <Both text={T.signInLead} />
      </p>
      <form method="post" action="/staff/sign-in" novalidate>
        <TextInput
          name="login"
          label={T.login}
          hint={T.loginHint}
          problems={problems}
          autocomplete="username"
          value={login}
        />
        <TextInput
          name="password"
          isSecret
          label={T.password}
          hint={T.passwordHint}
          problems={problems}
          autocomplete="current-password"
        />
        <SubmitButton text={T.next} />
      </form>
      <p>
        <a href="/staff/enrol">
          <Both text={T.firstTime} />
        </a>
      </p>
    </>
  );
}

export interface SecondStepPageProps extends Problems {
  readonly kinds: readonly FactorKind[];
  readonly kind: FactorKind;
  readonly told: ToldChallenge;
}

/** Second step: one of the registered factors. */
export function SecondStepPage({ kinds, kind, told, problems }: SecondStepPageProps) {
  const path = '/staff/sign-in/second-step';
  return (
    <>
      <ErrorSummary problems={problems} />
      <h1>
        <Both text={T.secondTitle} />
      </h1>
      <FactorForm purpose="proof" kind={kind} told={told} action={path} problems={problems} />
      <OtherKinds kinds={kinds} kind={kind} path={path} />
    </>
  );
}

/** The present password is too old. */
export function NewPasswordPage({ rules, problems }: Problems & { readonly rules: PasswordRules }) {
  return (
    <>
      <ErrorSummary problems={problems} />
      <h1>
        <Both text={T.newPasswordTitle} />
      </h1>
      <form method="post" action="/staff/sign-in/new-password" novalidate>
        <NewPasswordFields rules={rules} problems={problems} />
        <SubmitButton text={T.signIn} />
      </form>
    </>
  );
}
