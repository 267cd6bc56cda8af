import { FACTOR_KINDS } from '../../access/sign-in/factors/second-factor.ts';
import type { Row } from '../presenters/result.presenter.ts';
import type { Bilingual } from '../text/bilingual.ts';
import { FACTOR_TEXTS, STAFF_TEXTS as T } from '../text/staff-texts.ts';
import { ErrorSummary, type FieldProblem, SubmitButton } from './form-parts.tsx';
import { Both } from './language-order.tsx';
import { Rows } from './rows.tsx';
import { Hidden, NewPasswordFields, type PasswordRules, PresentPassword } from './staff-form-parts.tsx';

/** A factor or session as the page lists it. */
export interface ListedItem {
  readonly id: string;
  readonly heading: Bilingual;
  readonly rows: readonly Row[];
}

export interface AccountPageProps {
  readonly rows: readonly Row[];
  readonly factors: readonly ListedItem[];
  readonly sessions: readonly ListedItem[];
  readonly formToken: string;
  readonly rules: PasswordRules;
  readonly problems: readonly FieldProblem[];
  /** Something was changed by the request before. */
  readonly isDone: boolean;
}

/** One's own account: factors, sessions, password. */
export function AccountPage(props: AccountPageProps) {
  const { rows, factors, sessions, formToken, rules, problems, isDone } = props;
  return (
    <>
      <ErrorSummary problems={problems} />
      {isDone && (
        <p class="box" role="status">
          <Both text={T.done} />
        </p>
      )}
      <h1>
        <Both text={T.accountTitle} />
      </h1>
      <Rows rows={rows} />
      <form method="post" action="/staff/account/sign-out">
        <Hidden values={{ formToken }} />
        <SubmitButton text={T.signOut} />
      </form>
      <FactorList factors={factors} formToken={formToken} problems={problems} />
      <SessionList sessions={sessions} formToken={formToken} />
      <h2>
        <Both text={T.changePassword} />
      </h2>
      <p>
        <Both text={T.changeLead} />
      </p>
      <form method="post" action="/staff/account/password" novalidate>
        <Hidden values={{ formToken }} />
        <PresentPassword problems={problems} />
        <NewPasswordFields rules={rules} problems={problems} />
        <SubmitButton text={T.changePassword} />
      </form>
    </>
  );
}

type FactorListProps = Pick<AccountPageProps, 'factors' | 'formToken' | 'problems'>;

function FactorList({ factors, formToken, problems }: FactorListProps) {
  return (
    <>
      <h2>
        <Both text={T.factors} />
      </h2>
      {factors.map(({ id, heading, rows }) => (
        <section key={id}>
          <h3>
            <Both text={heading} />
          </h3>
          <Rows rows={rows} />
          {factors.length > 1 && (
            <details open={problems.some(({ field }) => field === `password-${id}`)}>
              <summary>
                <Both text={T.removeSummary} />
              </summary>
              <form method="post" action={`/staff/account/factors/${id}/removal`} novalidate>
                <Hidden values={{ formToken }} />
                <PresentPassword id={`password-${id}`} problems={problems} />
                <SubmitButton text={T.remove} />
              </form>
            </details>
          )}
        </section>
      ))}
      <p>
        <Both text={T.add} />
      </p>
      <ul class="links">
        {FACTOR_KINDS.map((kind) => (
          <li key={kind}>
            <a href={`/staff/account/factors?kind=${kind}`}>
              <Both text={FACTOR_TEXTS[kind]} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function SessionList({ sessions, formToken }: Pick<AccountPageProps, 'sessions' | 'formToken'>) {
  return (
    <>
      <h2>
        <Both text={T.sessions} />
      </h2>
      {sessions.map(({ id, heading, rows }, at) => (
        <section key={id}>
          <h3>
            <Both text={heading} />
          </h3>
          <Rows rows={rows} />
          {at > 0 && (
            <form method="post" action={`/staff/account/sessions/${id}/ending`}>
              <Hidden values={{ formToken }} />
              <SubmitButton text={T.end} />
            </form>
          )}
        </section>
      ))}
    </>
  );
}
