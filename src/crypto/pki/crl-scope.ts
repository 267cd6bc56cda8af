import type { Certificate } from './certificate.ts';
import type { CertificateList } from './crl.ts';
import { sameName } from './distinguished-name.ts';
import {
  type DistributionPoint,
  REVOCATION_REASON_FLAGS,
  type ReasonFlag,
  shareDistributionPoint,
  wholeNames,
} from './distribution-point.ts';

/** Where lists about this certificate may come from: what it names, then its issuer's own lists (RFC 5280 §6.3.3). */
export function distributionPointsOf(certificate: Certificate): DistributionPoint[] {
  const issuersOwn: DistributionPoint = {
    name: { fullName: [{ kind: 'directoryName', name: certificate.issuer }] },
    reasons: undefined,
    crlIssuer: undefined,
  };
  return [...(certificate.extensions.crlDistributionPoints ?? []), issuersOwn];
}

/** Whether a complete list speaks about this certificate at this distribution point, RFC 5280 §6.3.3 (b). */
export function coversCertificate(
  crl: CertificateList,
  point: DistributionPoint,
  certificate: Certificate,
): boolean {
  return isFromRightIssuer(crl, point, certificate) && isInScope(crl, point, certificate);
}

function isFromRightIssuer(
  crl: CertificateList,
  { crlIssuer }: DistributionPoint,
  certificate: Certificate,
): boolean {
  if (crlIssuer === undefined) return sameName(crl.issuer, certificate.issuer);
  const isNamed = crlIssuer.some((name) => name.kind === 'directoryName' && sameName(name.name, crl.issuer));
  return isNamed && crl.issuingDistributionPoint?.isIndirect === true;
}

function isInScope(crl: CertificateList, point: DistributionPoint, certificate: Certificate): boolean {
  const scope = crl.issuingDistributionPoint;
  if (scope === undefined) return true;
  const isCa = certificate.extensions.basicConstraints?.isCa === true;
  if (scope.onlyAttributeCertificates) return false;
  if (scope.onlyUserCertificates && isCa) return false;
  if (scope.onlyCaCertificates && !isCa) return false;
  if (scope.name === undefined) return true;
  const pointNames =
    point.name === undefined
      ? (point.crlIssuer ?? [])
      : wholeNames(point.name, indirectIssuerOf(point) ?? crl.issuer);
  return shareDistributionPoint(wholeNames(scope.name, crl.issuer), pointNames);
}

function indirectIssuerOf({ crlIssuer }: DistributionPoint) {
  const named = crlIssuer?.find((name) => name.kind === 'directoryName');
  return named?.name;
}

/** Reasons about which this list and distribution point together tell, RFC 5280 §6.3.3 (d). */
export function reasonsTold(crl: CertificateList, point: DistributionPoint): ReasonFlag[] {
  const listed = crl.issuingDistributionPoint?.onlySomeReasons;
  return REVOCATION_REASON_FLAGS.filter(
    (reason) => (point.reasons?.has(reason) ?? true) && (listed?.has(reason) ?? true),
  );
}
