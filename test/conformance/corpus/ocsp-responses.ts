import { type Certificate, readCertificate } from '../../../src/crypto/pki/certificate.ts';
import { isIssuedBy } from '../../../src/crypto/pki/ocsp-certificate-id.ts';
import { ocspResponseProblem } from '../../../src/crypto/pki/ocsp-responder.ts';
import { readOcspResponse } from '../../../src/crypto/pki/ocsp-response.ts';
import { validatePath } from '../../../src/crypto/pki/validate-path.ts';
import type { JudgedRow } from './agreement.ts';
import { corpusCertificates, corpusFile, corpusTable } from './corpus-files.ts';

interface Row {
  readonly file: string;
  readonly expected: 'valid' | 'invalid';
  readonly why: string;
}

const certificatesIn = (name: string): Certificate[] =>
  corpusCertificates(`pki/ocsp/${name}`).map(readCertificate);

/** The CA that the row names; where that is the root above a cross-certified CA, also those that lead up to it. */
function authoritiesOf(issuerFile: string, at: Date): Certificate[] {
  const named = certificatesIn(issuerFile);
  if (!issuerFile.endsWith('_Cross_Root.pem')) return named;
  const between = certificatesIn(issuerFile.replace('_Cross_Root', '_Issuer_ICA-Cross'));
  const [anchors, pool] = [named, between].map((some) => some.map(({ der }) => der)) as [
    Uint8Array[],
    Uint8Array[],
  ];
  const leadsUp = ({ der: certificateDer }: Certificate) =>
    validatePath({ certificateDer, pool, anchors, crls: [], at, revocation: 'not-checked' }).status ===
    'passed';
  return [...named, ...between.filter(leadsUp)];
}

/**
 * Our verdict on a response for the CA that the row names, at the row's instant. The rows are about who signed and of
 * whom it speaks: by that instant the window of nearly every response had passed, so freshness is left out here.
 */
function judge({ file, why }: Row): 'valid' | 'invalid' {
  const [, issuerFile = '', seconds = ''] = /issuer=(\S+) attime=(\d+)/.exec(why) ?? [];
  const now = new Date(Number(seconds) * 1000);
  const response = readOcspResponse(corpusFile(file));
  if (response.status !== 'successful') return 'invalid';
  const { basic } = response;
  const isGenuine = authoritiesOf(issuerFile, now).some((certificate) => {
    const authority = { certificate, spkiDer: certificate.spkiDer };
    const isAboutIssued = basic.responses.some(
      ({ certificateId, thisUpdate }) => isIssuedBy(certificateId, certificate) && thisUpdate <= now,
    );
    return isAboutIssued && ocspResponseProblem(basic, authority, [], () => false) === undefined;
  });
  return isGenuine ? 'valid' : 'invalid';
}

/** OCSP responses; kinds are their makers' headings. */
export const judgeOcspResponses = (): JudgedRow[] =>
  corpusTable<Row>('pki/ocsp.json').map((row) => ({
    kind: row.why.split(':')[0] ?? '',
    name: row.file,
    expected: row.expected,
    found: judge(row),
  }));
