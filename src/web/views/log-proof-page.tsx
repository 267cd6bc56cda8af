import { fill } from '../text/bilingual.ts';
import { LOG_PROOF_TEXTS as T } from '../text/log-proof-texts.ts';
import { Both } from './language-order.tsx';

export interface LogProofPageProps {
  /** Of the log, SubjectPublicKeyInfo as PEM. */
  readonly publicKeyPem: string;
  readonly trial: boolean;
  /** The proof that was asked for; null where the reader brings one. */
  readonly given: { readonly id: string; readonly json: string } | null;
}

function ProofField({ given }: Pick<LogProofPageProps, 'given'>) {
  return (
    <div class="field">
      <label for="proof">
        <Both text={T.proof} />
      </label>
      <p class="hint" id="proof-hint">
        <Both text={given ? fill(T.ofEntry, { id: given.id }) : T.proofHint} />
      </p>
      <textarea id="proof" rows={8} aria-describedby="proof-hint" autocomplete="off" spellcheck={false}>
        {given?.json}
      </textarea>
      {given && (
        <p>
          <a href={`/api/v1/log/proofs/${given.id}`} download={`log-proof-${given.id}.json`} rel="nofollow">
            <Both text={T.save} />
          </a>
        </p>
      )}
    </div>
  );
}

function FileField() {
  return (
    <div class="field">
      <label for="file">
        <Both text={T.file} />
      </label>
      <input id="file" type="file" accept=".json,application/json" />
    </div>
  );
}

function KeyField({ publicKeyPem }: Pick<LogProofPageProps, 'publicKeyPem'>) {
  return (
    <div class="field">
      <label for="key">
        <Both text={T.key} />
      </label>
      <p class="hint" id="key-hint">
        <Both text={T.keyHint} />
      </p>
      <textarea id="key" rows={4} aria-describedby="key-hint" autocomplete="off" spellcheck={false}>
        {publicKeyPem}
      </textarea>
    </div>
  );
}

/** A page whose work its script does (islands/log-proof.ts); without script it says how else a proof is checked. */
export function LogProofPage({ publicKeyPem, trial, given }: LogProofPageProps) {
  return (
    <>
      <h1>
        <Both text={T.title} />
      </h1>
      <p>
        <Both text={T.lead} />
      </p>
      <noscript>
        <p class="box">
          <Both text={T.needsScript} />
        </p>
      </noscript>
      <div id="result" tabIndex={-1} data-trial={trial ? '' : undefined} />
      <div id="facts" />
      <form id="proof-form">
        <ProofField given={given} />
        <div id="with-script" hidden>
          <button class="button" type="submit">
            <Both text={T.check} />
          </button>
          <FileField />
          <KeyField publicKeyPem={publicKeyPem} />
        </div>
      </form>
    </>
  );
}
