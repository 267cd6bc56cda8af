import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readBitString, readBoolean, readInteger, readSmallInteger, readTime } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from './algorithm-identifier.ts';
import { requireSameAlgorithm, serialHex } from './certificate.ts';
import {
  type AuthorityKeyIdentifier,
  readAuthorityKeyIdentifier,
  readExtensions,
} from './certificate-extensions.ts';
import { type DistinguishedName, readDistinguishedName } from './distinguished-name.ts';
import {
  type DistributionPointName,
  type ReasonFlag,
  readDistributionPointName,
  readReasonFlags,
} from './distribution-point.ts';
import { readGeneralNames } from './general-name.ts';
import { EXTENSION } from './object-identifiers.ts';
import { PkiError } from './pki-error.ts';
import { type RevocationReason, revocationReasonByCode } from './revocation-reason.ts';

/** IssuingDistributionPoint (RFC 5280 §5.2.5): what the list speaks about. */
export interface IssuingDistributionPoint {
  readonly name: DistributionPointName | undefined;
  readonly onlyUserCertificates: boolean;
  readonly onlyCaCertificates: boolean;
  readonly onlyAttributeCertificates: boolean;
  readonly onlySomeReasons: ReadonlySet<ReasonFlag> | undefined;
  readonly isIndirect: boolean;
  readonly der: Uint8Array;
}

/** One revoked certificate (RFC 5280 §5.3). */
export interface RevokedEntry {
  readonly serialHex: string;
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
  /** When the key is known or suspected to have been out of hand, if the CA says so. */
  readonly invalidAt: Date | undefined;
  /** Issuer of the certificate: the list's, or in an indirect list the one named by this or an earlier entry. */
  readonly certificateIssuer: DistinguishedName;
}

/** A certificate revocation list as read (RFC 5280 §5.1); bytes are views into `der`. */
export interface CertificateList {
  readonly der: Uint8Array;
  readonly tbsDer: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly entries: readonly RevokedEntry[];
  readonly crlNumber: bigint | undefined;
  /** BaseCRLNumber: set in delta lists only. */
  readonly deltaBaseNumber: bigint | undefined;
  readonly authorityKeyIdentifier: AuthorityKeyIdentifier | undefined;
  readonly issuingDistributionPoint: IssuingDistributionPoint | undefined;
  /** From when on certificates stay listed after their end (X.509 §8.5.2.13). */
  readonly expiredCertificatesSince: Date | undefined;
  /** A critical extension of the list or of an entry is unknown: it must not be used (RFC 5280 §5.2, §5.3). */
  readonly hasUnknownCriticalExtension: boolean;
}

/** @throws PkiError `crl-unreadable` */
export function readCrl(der: Uint8Array): CertificateList {
  try {
    return parseCrl(der);
  } catch (cause) {
    throw new PkiError('crl-unreadable', cause);
  }
}

function parseCrl(der: Uint8Array): CertificateList {
  const list = expectTag(readDer(der), TAG.sequence);
  const [tbs, outerAlgorithm, signature] = children(list);
  const fields = children(expectTag(tbs, TAG.sequence));
  if (fields[0]?.tag === TAG.integer) readSmallInteger(fields.shift());
  const [algorithm, issuerNode, thisUpdate, ...rest] = fields;
  const signatureAlgorithm = readAlgorithmIdentifier(outerAlgorithm);
  requireSameAlgorithm(signatureAlgorithm, readAlgorithmIdentifier(algorithm));
  const nextUpdate = rest.find((node) => node.tag === TAG.utcTime || node.tag === TAG.generalizedTime);
  const issuer = readDistinguishedName(issuerNode);
  const { entries, hasUnknownCritical } = readEntries(
    rest.find((node) => node.tag === TAG.sequence),
    issuer,
  );
  const extensions = readListExtensions(rest.find((node) => isContext(node, 0)));
  return {
    der: list.bytes,
    tbsDer: expectTag(tbs, TAG.sequence).bytes,
    signatureAlgorithm,
    signature: readBitString(signature).bytes,
    issuer,
    thisUpdate: readTime(thisUpdate),
    nextUpdate: nextUpdate && readTime(nextUpdate),
    entries,
    ...extensions,
    hasUnknownCriticalExtension: hasUnknownCritical || extensions.hasUnknownCriticalExtension,
  };
}

type ListExtensions = Pick<
  CertificateList,
  | 'crlNumber'
  | 'deltaBaseNumber'
  | 'authorityKeyIdentifier'
  | 'issuingDistributionPoint'
  | 'expiredCertificatesSince'
  | 'hasUnknownCriticalExtension'
>;

const KNOWN_LIST_EXTENSIONS: ReadonlySet<string> = new Set([
  EXTENSION.crlNumber,
  EXTENSION.deltaCrlIndicator,
  EXTENSION.authorityKeyIdentifier,
  EXTENSION.issuingDistributionPoint,
  EXTENSION.expiredCertsOnCrl,
  EXTENSION.freshestCrl,
]);

function readListExtensions(node: DerNode | undefined): ListExtensions {
  const extensions = node ? readExtensions(expectTag(children(node)[0], TAG.sequence)) : [];
  const value = (oid: string): DerNode | undefined => {
    const extension = extensions.find((candidate) => candidate.oid === oid);
    return extension && readDer(extension.valueDer);
  };
  const read = <T>(oid: string, reader: (node: DerNode) => T): T | undefined => {
    const found = value(oid);
    return found && reader(found);
  };
  return {
    crlNumber: read(EXTENSION.crlNumber, readInteger),
    deltaBaseNumber: read(EXTENSION.deltaCrlIndicator, readInteger),
    authorityKeyIdentifier: read(EXTENSION.authorityKeyIdentifier, readAuthorityKeyIdentifier),
    issuingDistributionPoint: read(EXTENSION.issuingDistributionPoint, readIssuingDistributionPoint),
    expiredCertificatesSince: read(EXTENSION.expiredCertsOnCrl, readTime),
    hasUnknownCriticalExtension: extensions.some(
      ({ oid, critical }) => critical && !KNOWN_LIST_EXTENSIONS.has(oid),
    ),
  };
}

function readIssuingDistributionPoint(node: DerNode): IssuingDistributionPoint {
  const parts = children(expectTag(node, TAG.sequence));
  const part = (number: number) => parts.find((candidate) => isContext(candidate, number));
  const flag = (number: number): boolean => {
    const found = part(number);
    return found !== undefined && readBoolean({ ...found, tag: TAG.boolean });
  };
  const name = part(0);
  const onlySomeReasons = part(3);
  return {
    name: name && readDistributionPointName(name),
    onlyUserCertificates: flag(1),
    onlyCaCertificates: flag(2),
    onlySomeReasons: onlySomeReasons && readReasonFlags(onlySomeReasons),
    isIndirect: flag(4),
    onlyAttributeCertificates: flag(5),
    der: node.bytes,
  };
}

const KNOWN_ENTRY_EXTENSIONS: ReadonlySet<string> = new Set([
  EXTENSION.reasonCode,
  EXTENSION.invalidityDate,
  EXTENSION.certificateIssuer,
]);

function readEntries(
  node: DerNode | undefined,
  listIssuer: DistinguishedName,
): { entries: RevokedEntry[]; hasUnknownCritical: boolean } {
  const entries: RevokedEntry[] = [];
  let certificateIssuer = listIssuer;
  let hasUnknownCritical = false;
  for (const entry of node ? children(node) : []) {
    const [serial, revokedAt, extensionsNode] = children(entry);
    const extensions = extensionsNode ? readExtensions(extensionsNode) : [];
    hasUnknownCritical ||= extensions.some(
      ({ oid, critical }) => critical && !KNOWN_ENTRY_EXTENSIONS.has(oid),
    );
    const value = (oid: string) => extensions.find((extension) => extension.oid === oid)?.valueDer;
    const issuer = value(EXTENSION.certificateIssuer);
    // It stays in force for the entries that follow (RFC 5280 §5.3.3).
    if (issuer !== undefined) certificateIssuer = directoryNameIn(readDer(issuer));
    const invalidity = value(EXTENSION.invalidityDate);
    entries.push({
      serialHex: serialHex(expectTag(serial, TAG.integer).content),
      revokedAt: readTime(revokedAt),
      reason: readReason(value(EXTENSION.reasonCode)),
      invalidAt: invalidity && readTime(readDer(invalidity)),
      certificateIssuer,
    });
  }
  return { entries, hasUnknownCritical };
}

function directoryNameIn(names: DerNode): DistinguishedName {
  const found = readGeneralNames(names).find((name) => name.kind === 'directoryName');
  if (found === undefined) throw new TypeError('certificateIssuer without a directory name');
  return found.name;
}

function readReason(valueDer: Uint8Array | undefined): RevocationReason {
  if (valueDer === undefined) return 'unspecified';
  const code = readInteger({ ...expectTag(readDer(valueDer), TAG.enumerated), tag: TAG.integer });
  return revocationReasonByCode(Number(code));
}
