import type { Unit } from '../access/units/unit.ts';
import { type Certificate, readCertificate } from '../crypto/pki/certificate.ts';
import { creditCodeOf } from '../crypto/pki/certificate-profiles.ts';
import { nameAttribute } from '../crypto/pki/distinguished-name.ts';
import { keySuiteOf } from '../crypto/pki/key-suite.ts';
import { ATTRIBUTE } from '../crypto/pki/object-identifiers.ts';
import { validatePath } from '../crypto/pki/validate-path.ts';
import { requireAdmitted } from '../crypto/ses/seal-admission.ts';
import { isDevelopmentCertificate } from '../trust/development-ca.ts';
import type { SealIdentity } from '../trust/seal-identity.ts';

/** Why a key and certificate cannot become a unit's seal. */
export type SealImportProblem =
  | 'seal-import.key-kind'
  /** The key with that label on the token is another. */
  | 'seal-import.other-key'
  | 'seal-import.other-unit'
  | 'seal-import.not-in-force'
  | 'seal-import.development'
  | 'seal-import.not-trusted'
  | 'seal-import.electronic-seal';

export interface SealImportFacts {
  readonly identity: Pick<SealIdentity, 'certificateDer' | 'chainDer'>;
  /** DER of SESeal, where one came along. */
  readonly electronicSealDer: Uint8Array | null;
  readonly unit: Pick<Unit, 'nameZh' | 'uscc'>;
  readonly anchors: readonly Uint8Array[];
  readonly isTrial: boolean;
  readonly now: Date;
}

/**
 * All reasons against making a seal of a certificate, at once; empty when it can be. Whether it was revoked is asked
 * when it seals.
 *
 * @throws PkiError `certificate-unreadable`
 */
export function sealImportProblems(facts: SealImportFacts): SealImportProblem[] {
  const { identity, electronicSealDer, unit, isTrial, now } = facts;
  const certificate = readCertificate(identity.certificateDer);
  const problems: SealImportProblem[] = [];
  if (keySuiteOf(certificate.spkiDer) === undefined) problems.push('seal-import.key-kind');
  if (!isOfUnit(certificate, unit)) problems.push('seal-import.other-unit');
  if (now < certificate.notBefore || now > certificate.notAfter) problems.push('seal-import.not-in-force');
  else if (!isTrusted(facts)) problems.push('seal-import.not-trusted');
  const isDevelopment = [identity.certificateDer, ...identity.chainDer]
    .map(readCertificate)
    .some(isDevelopmentCertificate);
  if (isDevelopment && !isTrial) problems.push('seal-import.development');
  if (electronicSealDer && !isAdmitted(electronicSealDer, identity.certificateDer, now))
    problems.push('seal-import.electronic-seal');
  return problems;
}

/** By the credit code where the CA put it in; else by the name. */
function isOfUnit(certificate: Certificate, { nameZh, uscc }: SealImportFacts['unit']): boolean {
  const creditCode = creditCodeOf(certificate);
  if (creditCode === uscc) return true;
  const names = [ATTRIBUTE.commonName, ATTRIBUTE.organizationName].map((type) =>
    nameAttribute(certificate.subject, type),
  );
  return creditCode?.length !== uscc.length && names.includes(nameZh);
}

const isTrusted = ({ identity, anchors, now }: SealImportFacts): boolean =>
  validatePath({
    certificateDer: identity.certificateDer,
    pool: identity.chainDer,
    anchors,
    crls: [],
    revocation: 'not-checked',
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    at: now,
  }).status === 'passed';

function isAdmitted(sealDer: Uint8Array, certificateDer: Uint8Array, now: Date): boolean {
  try {
    requireAdmitted(sealDer, certificateDer, now);
    return true;
  } catch {
    return false;
  }
}
