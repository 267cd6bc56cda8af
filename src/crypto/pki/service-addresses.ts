import type { Certificate } from './certificate.ts';
import type { GeneralName } from './general-name.ts';
import { ACCESS_METHOD } from './object-identifiers.ts';

/** A certificate names as many addresses as its maker likes. */
const MAX_ADDRESSES = 3;
const MAX_ADDRESS_LENGTH = 2_000;

/** Where OCSP responders answer for a certificate (authorityInfoAccess, RFC 5280 §4.2.2.1): http and https, at most 3. */
export const ocspAddresses = (certificate: Certificate): string[] =>
  accessAddresses(certificate, ACCESS_METHOD.ocsp);

/** Where the certificate of the issuer lies (authorityInfoAccess, RFC 5280 §4.2.2.1): http and https, at most 3. */
export const issuerAddresses = (certificate: Certificate): string[] =>
  accessAddresses(certificate, ACCESS_METHOD.caIssuers);

/**
 * Where complete lists of the issuer itself lie (cRLDistributionPoints, RFC 5280 §4.2.1.13): http and https, at most 3.
 * Points that tell only of some reasons, or name another list signer, are left out: such a list alone says nothing.
 */
export function listAddresses({ extensions }: Certificate): string[] {
  const points = (extensions.crlDistributionPoints ?? []).filter(
    ({ reasons, crlIssuer }) => reasons === undefined && crlIssuer === undefined,
  );
  return webAddresses(points.flatMap(({ name }) => (name && 'fullName' in name ? name.fullName : [])));
}

function accessAddresses({ extensions }: Certificate, wanted: string): string[] {
  const descriptions = (extensions.authorityInfoAccess ?? []).filter(({ method }) => method === wanted);
  return webAddresses(descriptions.map(({ location }) => location));
}

/** Without credentials: the asker would send ours, or an attacker's, to whom the attacker likes. */
function webAddresses(names: readonly GeneralName[]): string[] {
  const texts = names.flatMap((name) => (name.kind === 'uniformResourceIdentifier' ? [name.text] : []));
  return [...new Set(texts)].filter(isWebAddress).slice(0, MAX_ADDRESSES);
}

function isWebAddress(text: string): boolean {
  if (text.length > MAX_ADDRESS_LENGTH || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}
