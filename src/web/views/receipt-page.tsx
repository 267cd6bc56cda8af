import type { ResultView } from '../presenters/result.presenter.ts';
import { RECEIPT_TEXTS as T } from '../text/receipt-texts.ts';
import { RESULT_TEXTS } from '../text/result-texts.ts';
import { Both } from './language-order.tsx';
import { Rows } from './rows.tsx';
import { VerdictPanel } from './verdict-panel.tsx';

export interface ReceiptPageProps {
  readonly earlier: ResultView;
  /** Null where there is no licence to look at. */
  readonly now: ResultView | null;
}

/** What a receipt said when it was made, and what is true now. */
export function ReceiptPage({ earlier, now }: ReceiptPageProps) {
  return (
    <>
      <h2>
        <Both text={T.now} />
      </h2>
      {now ? <Dated view={now} /> : <Nothing />}
      <h2>
        <Both text={T.earlier} />
      </h2>
      <Dated view={earlier} />
    </>
  );
}

function Dated({ view }: { view: ResultView }) {
  return (
    <>
      <VerdictPanel verdict={view.verdict} trial={view.trial} />
      <Rows rows={[{ label: RESULT_TEXTS.checkedAt, value: view.checkedAt }]} />
    </>
  );
}

function Nothing() {
  return (
    <p class="box">
      <Both text={T.noLicence} />
    </p>
  );
}
