import type { Row } from '../presenters/result.presenter.ts';
import type { Bilingual } from '../text/bilingual.ts';
import { ISSUERS_TEXTS as T } from '../text/list-page-texts.ts';
import { Both } from './language-order.tsx';
import { Rows } from './rows.tsx';

export interface IssuerView {
  readonly name: Bilingual;
  readonly rows: readonly Row[];
}

/** The bodies that issue licences, and which; a list, for a table of names is wider than a telephone. */
export function IssuersPage({ issuers }: { issuers: readonly IssuerView[] }) {
  return (
    <>
      <h1>
        <Both text={T.title} />
      </h1>
      <p>
        <Both text={issuers.length > 0 ? T.lead : T.none} />
      </p>
      {issuers.map(({ name, rows }) => (
        <section key={name.zh}>
          <h2>
            <Both text={name} />
          </h2>
          <Rows rows={rows} />
        </section>
      ))}
    </>
  );
}
