import type { VerdictView } from '../presenters/verdict.presenter.ts';
import { SITE_TEXTS } from '../text/site-texts.ts';
import type { VerdictShape } from '../text/verdict-classes.ts';
import { Both, SecondLine, useFirst } from './language-order.tsx';
import { VERDICT_SHAPES } from './verdict-shapes.ts';

function ShapeIcon({ shape }: { shape: VerdictShape }) {
  const { outline, sign } = VERDICT_SHAPES[shape];
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" fill="none" stroke="currentColor">
      <path d={outline} stroke-width="4" />
      <path d={sign} stroke-width="6" />
    </svg>
  );
}

function Panel({ verdict }: { verdict: VerdictView }) {
  const first = useFirst();
  return (
    <section role="status" class={`panel ${verdict.class}`} data-verdict={verdict.code}>
      <div class="mark">
        <ShapeIcon shape={verdict.shape} />
        <div>
          <Both text={verdict.classWord} />
        </div>
      </div>
      <h1>{first(verdict.sentence)}</h1>
      <SecondLine text={verdict.sentence} />
      {verdict.reason && (
        <p>
          <Both text={verdict.reason} />
        </p>
      )}
    </section>
  );
}

/** The verdict, striped round about while the service is on trial or the licence is a test. */
export function VerdictPanel({ verdict, trial }: { verdict: VerdictView; trial: boolean }) {
  if (!trial && verdict.code !== 'test') return <Panel verdict={verdict} />;
  return (
    <div class="striped">
      {trial && (
        <p class="trial">
          <Both text={SITE_TEXTS.trialShort} />
        </p>
      )}
      <Panel verdict={verdict} />
    </div>
  );
}
