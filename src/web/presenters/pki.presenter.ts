import { createHash } from 'node:crypto';
import { readCertificate } from '../../crypto/pki/certificate.ts';
import { formatName, nameAttribute } from '../../crypto/pki/distinguished-name.ts';
import type { CaName } from '../../trust/development-ca.ts';
import type { StatementKey } from '../../trust/statement-keys.ts';
import { same } from '../text/bilingual.ts';
import { PKI_TEXTS as T } from '../text/list-page-texts.ts';
import type { PublishedFileView } from '../views/pki-page.tsx';
import { instantText } from './dates.ts';

/** id-at-commonName (X.520). */
const COMMON_NAME = '2.5.4.3';

/** SHA-256 in pairs of capitals, as other tools print it. */
const fingerprint = (der: Uint8Array): string =>
  (createHash('sha256').update(der).digest('hex').toUpperCase().match(/../g) ?? []).join(':');

/** A certificate of an authority that we recognise; `name` where it is one of ours and can be downloaded. */
export interface PublishedAuthority {
  readonly certificateDer: Uint8Array;
  readonly name: CaName | null;
}

/** The authorities whose certificates for seals are recognised, with what to compare and to download. */
export function presentAuthorities(authorities: readonly PublishedAuthority[]): PublishedFileView[] {
  return authorities.map(({ certificateDer, name }) => {
    const { subject, notAfter } = readCertificate(certificateDer);
    return {
      heading: nameAttribute(subject, COMMON_NAME) ?? formatName(subject),
      rows: [
        { label: T.validUntil, value: instantText(notAfter.toISOString()) },
        { label: T.fingerprint, value: same(fingerprint(certificateDer)), code: true },
      ],
      downloads:
        name === null
          ? []
          : [
              { href: `/pki/ca/${name}.cer`, label: `${name}.cer` },
              { href: `/pki/crl/${name}.crl`, label: `${name}.crl` },
            ],
    };
  });
}

/** The public keys of signed statements, each with the id that stands in the statement. */
export function presentStatementKeys(keys: readonly StatementKey[]): PublishedFileView[] {
  return keys.map(({ kid, publicKey, createdAt }) => ({
    heading: kid.toString(16).padStart(4, '0'),
    rows: [
      { label: T.algorithm, value: same('ECDSA P-256, SHA-256') },
      { label: T.signsSince, value: instantText(createdAt.toISOString()) },
      {
        label: T.fingerprint,
        value: same(fingerprint(publicKey.export({ type: 'spki', format: 'der' }))),
        code: true,
      },
    ],
    downloads: [{ href: '/pki/statement-keys.json', label: 'statement-keys.json' }],
  }));
}
