import type { FactOutcome, FactReason, Facts, SignatureFactName } from '../verdict/facts.ts';
import type { UnreadableReason } from '../verdict/verdict-codes.ts';
import type { ChangeSince, EtsiIndication, ProvenInstant, TrustReason } from '../verification-report.ts';

/** What signatures are judged by: made by whoever knows the register and the trust lists; DER as base64. */
export interface InspectionRequest {
  /** Instant of the check, RFC 3339 UTC. */
  readonly now: string;
  /** When the register recorded exactly these bytes; null where it does not know them. */
  readonly recordedAt: string | null;
  /** Whose word `recordedAt` is; the register's when left out. */
  readonly recordedBy?: 'register' | 'evidence-record';
  readonly anchors: readonly string[];
  /** Certificates of authorities between a seal and an anchor. */
  readonly intermediates: readonly string[];
  readonly crls: readonly string[];
  /** Whole OCSPResponses (RFC 6960). */
  readonly ocspResponses: readonly string[];
}

/** Certificates that the network may tell something of; DER as base64. They are the sender's. */
export interface WantedEvidence {
  readonly certificates: readonly string[];
  /** What may lead up from them. */
  readonly pool: readonly string[];
}

/** What one file was found to be. Plain JSON: it crosses from the inspection process to the service. */
export interface FileInspection {
  readonly form: 'pdf' | 'scan-pdf' | 'picture' | 'other';
  /** Why nothing could be checked; then all else is empty. */
  readonly obstacle: UnreadableReason | null;
  readonly pageCount: number | null;
  readonly signatures: readonly InspectedSignature[];
  /** All time-stamps, over signatures and over the document, the last one put on first. */
  readonly timeStamps: readonly InspectedTimeStamp[];
  readonly nothingAdded: Finding<'nothingAdded'>;
  /** Licence identifiers that the file says it carries: claims, good for asking the register and for nothing else. */
  readonly claimedIdentifiers: readonly string[];
  /** Texts of the QR codes seen on the pages or in the picture: claims too. */
  readonly codes: readonly string[];
  /** Left out where nothing is missing to judge the signatures by. */
  readonly evidenceWanted?: WantedEvidence;
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
  /** The instant at which the certificate was judged; null: nothing proves one, and it was judged now. */
  readonly proofOfTime: ProvenInstant | null;
  readonly changesSince: readonly ChangeSince[];
  readonly grounds: SignatureGrounds;
}

/** What exactly the facts of a signature rest on, in the codes of the judges in `crypto/`. */
export interface SignatureGrounds {
  readonly fieldName: string;
  readonly subFilter: string | null;
  readonly coversWholeFile: boolean;
  /** Bytes up to the end of what is signed: the signed revision, read by itself. */
  readonly coveredLength: number;
  /** Revisions behind the signed one. */
  readonly laterRevisions: number;
  /** `StructureProblem` and `SignerReason`: why the bytes, or the signature over them, do not hold. */
  readonly integrityReasons: readonly string[];
  /** `SignerWarning`, and `SesDeviation` of a national seal. */
  readonly warnings: readonly string[];
  /** Every difference from what was signed, the permitted ones too. */
  readonly changes: readonly FoundChange[];
  /** Empty where trust was not asked for, because the signature does not hold. */
  readonly trustReasons: readonly TrustReason[];
  /** Subjects from the signer up to the anchor, as far as they were found. */
  readonly chain: readonly string[];
  /** Revoked, but after the proven instant. */
  readonly revokedLaterAt: string | null;
  /** MD5, SHA-1 and short keys in the chain. */
  readonly weaknesses: readonly { readonly weakness: string; readonly subject: string }[];
}

export interface FoundChange {
  /** `ChangeCode`. */
  readonly kind: string;
  /** From 1; null when it concerns no single page. */
  readonly page: number | null;
  readonly fieldName: string | null;
  readonly isPermitted: boolean;
}

export interface InspectedTimeStamp {
  readonly kind: 'time-stamp' | 'document-time-stamp';
  /** Of the signature that it is inside of, or of the document time-stamp itself. */
  readonly fieldName: string;
  readonly outcome: 'passed' | 'failed' | 'unknown';
  /** What it states, to be believed only when passed; null where it cannot be read. */
  readonly statedAt: string | null;
  readonly reasons: readonly TrustReason[];
}
