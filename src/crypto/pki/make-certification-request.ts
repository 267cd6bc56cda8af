import { contextConstructed, integer, objectIdentifier, sequence, setOf } from '../der/der-writer.ts';
import { type UnitSubject, unitSubjectName } from './certificate-profiles.ts';
import { EXTENSION_REQUEST } from './certification-request.ts';
import { writeDistinguishedName } from './distinguished-name.ts';
import { keyUsage } from './extension-writer.ts';
import { certificateSignatureIdentifier, signed } from './make-certificate.ts';
import type { SigningKey } from './signing-key.ts';

/**
 * Asks a CA for the certificate of a unit's seal (PKCS #10, RFC 2986 §4): the unit's name, its credit code, and a key
 * that signs documents (digitalSignature, nonRepudiation; RFC 2985 §5.4.2). The CA grants by its own profile.
 *
 * @param spkiDer SubjectPublicKeyInfo of `key`, DER
 * @returns CertificationRequest, DER
 */
export function makeSealCertificationRequest(
  unit: UnitSubject,
  spkiDer: Uint8Array,
  key: SigningKey,
): Promise<Uint8Array> {
  const extensions = sequence(keyUsage('digitalSignature', 'nonRepudiation'));
  const attributes = sequence(objectIdentifier(EXTENSION_REQUEST), setOf(extensions));
  const information = sequence(
    integer(0),
    writeDistinguishedName(unitSubjectName(unit)),
    spkiDer,
    contextConstructed(0, attributes),
  );
  return signed(information, certificateSignatureIdentifier(key.algorithm), key);
}
