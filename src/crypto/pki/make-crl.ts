import { contextConstructed, generalizedTime, integer, sequence, TAG, time, tlv } from '../der/der-writer.ts';
import type { Certificate } from './certificate.ts';
import { authorityKeyIdentifier, keyIdentifierOf, writeExtension } from './extension-writer.ts';
import { certificateSignatureIdentifier, signed } from './make-certificate.ts';
import { EXTENSION } from './object-identifiers.ts';
import { type RevocationReason, revocationReasonCode } from './revocation-reason.ts';
import type { SigningKey } from './signing-key.ts';

/** One line of a CRL to be made. */
export interface Revocation {
  /** Content bytes of the serial number, hex, as `serialHex` gives them. */
  readonly serialHex: string;
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
}

export interface CrlContent {
  /** Certificate of the CA that signs. */
  readonly issuer: Certificate;
  /** Grows by one with each list (RFC 5280 §5.2.3). */
  readonly crlNumber: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** All revocations ever: entries stay after the end of their certificates. */
  readonly revocations: readonly Revocation[];
}

/**
 * Complete CRL version 2, DER (RFC 5280 §5). It says (expiredCertsOnCRL) that nothing was ever dropped from it, so
 * that a list of today still answers for a seal of long ago.
 */
export function makeCrl(content: CrlContent, key: SigningKey): Promise<Uint8Array> {
  const { issuer, revocations } = content;
  const algorithm = certificateSignatureIdentifier(key.algorithm);
  const keyIdentifier = issuer.extensions.subjectKeyIdentifier ?? keyIdentifierOf(issuer.spkiDer);
  const extensions = [
    authorityKeyIdentifier(keyIdentifier),
    writeExtension(EXTENSION.crlNumber, false, integer(content.crlNumber)),
    writeExtension(EXTENSION.expiredCertsOnCrl, false, generalizedTime(issuer.notBefore)),
  ];
  const tbsDer = sequence(
    integer(1),
    algorithm,
    issuer.subject.der,
    time(content.thisUpdate),
    time(content.nextUpdate),
    // An empty list is left out, not written empty (RFC 5280 §5.1.2.6).
    ...(revocations.length > 0 ? [sequence(...revocations.map(entry))] : []),
    contextConstructed(0, sequence(...extensions)),
  );
  return signed(tbsDer, algorithm, key);
}

function entry({ serialHex, revokedAt, reason }: Revocation): Uint8Array {
  const code = tlv(TAG.enumerated, Uint8Array.of(revocationReasonCode(reason)));
  // The reason *unspecified* should be absent (RFC 5280 §5.3.1).
  const extensions =
    reason === 'unspecified' ? [] : [sequence(writeExtension(EXTENSION.reasonCode, false, code))];
  return sequence(tlv(TAG.integer, Buffer.from(serialHex, 'hex')), time(revokedAt), ...extensions);
}
