import type { Row } from '../presenters/result.presenter.ts';
import { PKI_TEXTS as T } from '../text/list-page-texts.ts';
import { Both } from './language-order.tsx';
import { Rows } from './rows.tsx';

export interface PublishedFileView {
  readonly heading: string;
  readonly rows: readonly Row[];
  readonly downloads: readonly { readonly href: string; readonly label: string }[];
}

export interface PkiPageProps {
  readonly development: boolean;
  readonly authorities: readonly PublishedFileView[];
  readonly statementKeys: readonly PublishedFileView[];
}

function PublishedFile({ file }: { file: PublishedFileView }) {
  return (
    <section>
      <h3>{file.heading}</h3>
      <Rows rows={file.rows} />
      <p>
        {file.downloads.map(({ href, label }) => (
          <span key={href}>
            <a href={href}>{label}</a>{' '}
          </span>
        ))}
      </p>
    </section>
  );
}

/** Certificates, revocation lists and statement keys for those who check by themselves. */
export function PkiPage({ development, authorities, statementKeys }: PkiPageProps) {
  return (
    <>
      <h1>
        <Both text={T.title} />
      </h1>
      <p>
        <Both text={T.lead} />
      </p>
      {development && (
        <p class="box">
          <Both text={T.development} />
        </p>
      )}
      <h2>
        <Both text={T.authorities} />
      </h2>
      {authorities.map((file) => (
        <PublishedFile file={file} key={file.heading} />
      ))}
      <h2>
        <Both text={T.statementKeys} />
      </h2>
      <p>
        <Both text={T.statementKeysLead} />
      </p>
      {statementKeys.map((file) => (
        <PublishedFile file={file} key={file.heading} />
      ))}
    </>
  );
}
