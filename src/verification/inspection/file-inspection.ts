import type { FactOutcome, FactReason, Facts, SignatureFactName } from '../verdict/facts.ts';
import type { UnreadableReason } from '../verdict/verdict-codes.ts';
import type { ChangeSince, EtsiIndication } from '../verification-report.ts';

/** What signatures are judged by: made by the service, which knows the register and the trust lists; DER as base64. */
export interface InspectionRequest {
  /** Instant at which certificates are judged, RFC 3339 UTC. */
  readonly at: string;
  /** Instant of the check. */
  readonly now: string;
  /** True where the register proves that the file existed at `at` (docs/adr/0004-proof-of-time.md). */
  readonly instantIsProven: boolean;
  readonly anchors: readonly string[];
  /** Certificates of authorities between a seal and an anchor. */
  readonly intermediates: readonly string[];
  readonly crls: readonly string[];
}

/** What one file was found to be. Plain JSON: it crosses from the inspection process to the service. */
export interface FileInspection {
  readonly form: 'pdf' | 'scan-pdf' | 'picture' | 'other';
  /** Why nothing could be checked; then all else is empty. */
  readonly obstacle: UnreadableReason | null;
  readonly pageCount: number | null;
  readonly signatures: readonly InspectedSignature[];
  readonly nothingAdded: Finding<'nothingAdded'>;
  /** Licence identifiers that the file says it carries: claims, good for asking the register and for nothing else. */
  readonly claimedIdentifiers: readonly string[];
  /** Texts of the QR codes seen on the pages or in the picture: claims too. */
  readonly codes: readonly string[];
}

export interface Finding<Name extends keyof Facts> {
  readonly outcome: FactOutcome;
  readonly reason: FactReason<Name>;
}

/** Facts that bytes, anchors and revocation lists decide; `sealGood` and impostors are for the service to judge. */
export type InspectedFacts = {
  readonly [Name in Exclude<SignatureFactName, 'sealGood'>]: Finding<Name>;
};

export interface InspectedSignature {
  /** What a seal of GB/T 38540 in the file says of itself; null where it has none, or its signature does not hold. */
  readonly electronicSeal: Finding<'sealGood'> | null;
  readonly indication: EtsiIndication;
  readonly subIndication: string | null;
  readonly facts: InspectedFacts;
  readonly signer: { readonly commonName: string; readonly organisation: string | null } | null;
  readonly certificateIssuer: string | null;
  /** Organisational unit in the issuer's name: a development authority says there what it is. */
  readonly certificateIssuerUnit: string | null;
  /** SHA-256 of the signer's certificate, hexadecimal: the register's seals are found by it. */
  readonly certificateSha256: string | null;
  readonly claimedSigningAt: string | null;
  readonly changesSince: readonly ChangeSince[];
}
