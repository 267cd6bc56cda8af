import type { LogLine, OwnLicenceItem } from '../presenters/holder.presenter.ts';
import type { Row } from '../presenters/result.presenter.ts';
import { type Bilingual, fill } from '../text/bilingual.ts';
import { HOLDER_TEXTS as T } from '../text/holder-texts.ts';
import { Both } from './language-order.tsx';
import { Rows } from './rows.tsx';

/** The first page of holders before they have signed in. */
export function HolderWelcomePage({ canSignIn }: { canSignIn: boolean }) {
  return (
    <>
      <h1>
        <Both text={T.title} />
      </h1>
      <p>
        <Both text={canSignIn ? T.lead : T.off} />
      </p>
      {canSignIn && (
        <>
          <p>
            <a class="button" href="/holder/sign-in" rel="nofollow">
              <Both text={T.signIn} />
            </a>
          </p>
          <p class="hint">
            <Both text={T.signInHint} />
          </p>
        </>
      )}
    </>
  );
}

/** Who is signed in, and the way out. */
export interface SignedIn {
  readonly maskedName: string;
  readonly formToken: string;
}

function SignOut({ signedIn }: { signedIn: SignedIn }) {
  return (
    <form method="post" action="/holder/sign-out" class="sign-out">
      <p>
        <Both text={fill(T.signedInAs, { name: signedIn.maskedName })} />
      </p>
      <input type="hidden" name="token" value={signedIn.formToken} />
      <button type="submit" class="button second">
        <Both text={T.signOut} />
      </button>
      <p class="hint">
        <Both text={T.signOutHint} />
      </p>
    </form>
  );
}

export interface HolderLicencesPageProps {
  readonly licences: readonly OwnLicenceItem[];
  readonly signedIn: SignedIn;
}

/** All licences of the signed-in holder. */
export function HolderLicencesPage({ licences, signedIn }: HolderLicencesPageProps) {
  return (
    <>
      <h1>
        <Both text={T.title} />
      </h1>
      <p>
        <Both text={licences.length > 0 ? T.mask : T.none} />
      </p>
      {licences.map(({ href, name, rows }) => (
        <section key={href}>
          <h2>
            <a href={href}>
              <Both text={name} />
            </a>
          </h2>
          <Rows rows={rows} />
        </section>
      ))}
      <SignOut signedIn={signedIn} />
    </>
  );
}

function Log({ lines }: { lines: readonly LogLine[] }) {
  return (
    <ol class="log">
      {lines.map(({ id, what, who, at, result, purpose, proofHref }) => (
        <li key={id}>
          <div>
            <b>
              <Both text={what} />
            </b>
          </div>
          <div>
            <Both text={who} />
          </div>
          <div>
            <Both text={at} />
          </div>
          {result && (
            <div class="failed">
              <Both text={result} />
            </div>
          )}
          {purpose && (
            <div>
              <Both text={purpose} />
            </div>
          )}
          <div>
            <a href={proofHref}>
              <Both text={T.proof} />
            </a>
          </div>
        </li>
      ))}
    </ol>
  );
}

export interface HolderLicencePageProps {
  readonly id: string;
  readonly name: Bilingual;
  readonly rows: readonly Row[];
  readonly log: readonly LogLine[];
  /** Place of the last entry shown; null where there are no earlier ones. */
  readonly olderAfter: number | null;
  readonly signedIn: SignedIn;
}

/** One licence of the signed-in holder: what it says, its file, who looked at it. */
export function HolderLicencePage({ id, name, rows, log, olderAfter, signedIn }: HolderLicencePageProps) {
  const own = `/api/v1/own-licences/${id}`;
  return (
    <>
      <p>
        <a href="/holder">
          <Both text={T.back} />
        </a>
      </p>
      <h1>
        <Both text={name} />
      </h1>
      <Rows rows={rows} />
      <p>
        <a class="button" href={`${own}/file`} download>
          <Both text={T.download} />
        </a>
      </p>
      <p class="hint">
        <Both text={T.downloadHint} />
      </p>
      <h2 id="log">
        <Both text={T.logHeading} />
      </h2>
      <p class="hint">
        <Both text={log.length > 0 ? T.logLead : T.logNone} />
      </p>
      <Log lines={log} />
      {olderAfter !== null && (
        <p>
          <a href={`?after=${olderAfter}#log`}>
            <Both text={T.logOlder} />
          </a>
        </p>
      )}
      <p>
        <a href={`${own}/log`} download>
          <Both text={T.logFile} />
        </a>
      </p>
      <SignOut signedIn={signedIn} />
    </>
  );
}
