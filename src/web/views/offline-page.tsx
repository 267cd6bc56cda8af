import { OFFLINE_TEXTS as T } from '../text/offline-texts.ts';
import { Both } from './language-order.tsx';

/**
 * The page that works without network once it has been opened with one. Without script it is a form that the server
 * answers; its script (islands/offline-check.ts) takes the form over.
 */
export function OfflinePage() {
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
      <p id="stored" role="status" />
      <div id="result" tabIndex={-1} />
      <form method="post" action="/check/statement" novalidate id="statement-form">
        <div class="field">
          <label for="statement">
            <Both text={T.statement} />
          </label>
          <p class="hint" id="statement-hint">
            <Both text={T.statementHint} />
          </p>
          <textarea
            id="statement"
            name="statement"
            rows={4}
            aria-describedby="statement-hint"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
          />
        </div>
        <button class="button" type="submit">
          <Both text={T.check} />
        </button>
      </form>
      <div id="with-script" hidden>
        <div class="field">
          <label for="photo">
            <Both text={T.photo} />
          </label>
          <p class="hint" id="photo-hint">
            <Both text={T.photoHint} />
          </p>
          <input id="photo" type="file" accept="image/*" aria-describedby="photo-hint" />
        </div>
        <p>
          <button class="button" type="button" id="scan">
            <Both text={T.scan} />
          </button>
        </p>
        <video id="camera" hidden muted playsInline />
      </div>
    </>
  );
}
