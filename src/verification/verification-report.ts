import type { DocumentFactName, Fact, SignatureFactName } from './verdict/facts.ts';
import type { Conclusion } from './verdict/verdict-codes.ts';

export type VerificationChannel = 'identifier' | 'number' | 'token' | 'statement' | 'file' | 'picture';

/** The answer to every check, as JSON and for the pages. Instants are RFC 3339 UTC, days `YYYY-MM-DD` in Asia/Shanghai. */
export interface VerificationReport {
  /** 核验编号: the id of the entry in the access log. */
  readonly reference: string;
  readonly checkedAt: string;
  readonly channel: VerificationChannel;
  /** True while the service runs as a trial: seals come from the development authority. */
  readonly trial: boolean;
  readonly conclusion: Conclusion;
  /** Only facts that were looked at (no `notApplicable`), signature facts folded over all signatures, in reading order. */
  readonly facts: readonly Fact[];
  /** From the register alone, never from the checked file. Null when the register knows none or it may not be shown. */
  readonly licence: LicenceView | null;
  /** One for each signature in the order of signing; empty for checks without a file. */
  readonly signatures: readonly SignatureReport[];
  /** The file that was checked; null for other channels. */
  readonly file: CheckedFile | null;
  /** Answer to “was it in force on that day”, when the check asked (`on=YYYY-MM-DD`). */
  readonly onDate: OnDateAnswer | null;
}

export interface CheckedFile {
  /** Lower-case hexadecimal; the file itself is not kept. */
  readonly sha256: string;
  readonly byteLength: number;
  readonly form: 'pdf' | 'scan-pdf' | 'picture' | 'other';
  readonly pageCount: number | null;
}

/** What a licence's register entry may show to this check (`visible-fields.ts`); absent members may not be shown. */
export interface LicenceView {
  readonly licenceType: { readonly code: string; readonly nameZh: string; readonly nameEn: string };
  /** Name as it was at issue; `phone` as it is now. */
  readonly issuer: { readonly nameZh: string; readonly nameEn: string; readonly phone: string | null };
  readonly state: LicenceViewState;
  /** Version looked at, and the newest one. */
  readonly version: number;
  readonly currentVersion: number;
  readonly identifier?: string;
  readonly number?: string;
  readonly issuedOn?: string;
  readonly effectiveOn?: string;
  /** Null = 长期. */
  readonly expiresOn?: string | null;
  readonly holders?: readonly HolderView[];
  readonly publicFields?: readonly PublicFieldView[];
}

export type LicenceViewState =
  | 'in-force'
  | 'not-yet'
  | 'expired'
  | 'superseded'
  | 'suspended'
  | 'lost'
  | 'transferred-out'
  | 'cancelled'
  | 'revoked'
  | 'withdrawn'
  | 'annulled';

export interface HolderView {
  /** Masked unless the channel shows bodies whole. */
  readonly name: string;
  readonly masked: boolean;
  readonly kind: 'natural-person' | 'legal-person' | 'unincorporated-body';
}

export interface PublicFieldView {
  readonly name: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly value: string;
}

export type EtsiIndication = 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE';

export interface SignatureReport {
  /** Main and sub-indication of ETSI EN 319 102-1; no sub-indication when passed. */
  readonly indication: EtsiIndication;
  readonly subIndication: string | null;
  readonly facts: readonly Fact<SignatureFactName>[];
  /** From the certificate (CN, and O where there is one). Null unless the signature holds: before, it is anybody's name. */
  readonly signer: { readonly commonName: string; readonly organisation: string | null } | null;
  readonly certificateIssuer: string | null;
  /** What the signer says (/M or signing-time): a claim, not a proof. */
  readonly claimedSigningAt: string | null;
  /** The earliest proof that the signature existed; null = none, judged at `checkedAt` (docs/adr/0004-proof-of-time.md). */
  readonly proofOfTime: ProvenInstant | null;
  /** What stands against the certificate or seal, or is missing to judge it by; empty when nothing is. */
  readonly trustReasons: readonly TrustReason[];
  /** What was changed after this signature, as closed words with pages. */
  readonly changesSince: readonly ChangeSince[];
}

/** The earliest proof that a signature existed (docs/adr/0004-proof-of-time.md). */
export interface ProvenInstant {
  readonly kind: 'register' | 'time-stamp' | 'document-time-stamp' | 'evidence-record';
  /** RFC 3339 UTC. */
  readonly at: string;
}

/** Why a certificate, or a national seal, is not good: what is missing where the answer is open. */
export interface TrustReason {
  /** Sub-indication of ETSI EN 319 102-1, or a `SesReasonCode` of GB/T 38540. */
  readonly code: string;
  readonly detail: string;
  /** Subject of the certificate that it is about. */
  readonly subject: string | null;
  readonly revokedAt: string | null;
}

export interface ChangeSince {
  /** Word-code, for example `page-content`, `annotation`, `appended-bytes`. */
  readonly kind: string;
  /** From 1; null when it concerns no single page. */
  readonly page: number | null;
}

export interface OnDateAnswer {
  readonly on: string;
  readonly inForce: boolean;
  readonly state: LicenceViewState | 'not-issued';
  /** The version that was current on that day; null when none was. */
  readonly version: number | null;
}

export type DocumentFact = Fact<DocumentFactName>;
