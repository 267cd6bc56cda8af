import type { ObjectIdentifier } from '../der/object-identifier.ts';
import type { SesDeviation } from './ses-deviations.ts';
import type { SesExtension } from './ses-fields.ts';

/** GM/T 0031-2014, GB/T 38540-2020, GM/T 0031-2025: told apart by their shape, not by what they say of themselves. */
export type SesForm = 'V1' | 'V4' | 'V5';

/** Whom a seal was made for: whole certificates, or digests of them (GB/T 38540 §6.1, certListType 1 and 2). */
export type AdmittedSigners =
  | { readonly kind: 'certificates'; readonly certificatesDer: readonly Uint8Array[] }
  | { readonly kind: 'digests'; readonly digests: readonly CertificateDigest[] };

export interface CertificateDigest {
  /** As the maker wrote it: an identifier or a name of the digest. */
  readonly type: string;
  readonly value: Uint8Array;
}

/** An electronic seal as read. Every `Uint8Array` is a view into `der`: nothing is encoded anew. */
export interface ElectronicSeal {
  readonly form: SesForm;
  readonly der: Uint8Array;
  readonly headerVersion: number;
  /** Who made the software that made it. */
  readonly vendorId: string;
  /** esID; in the unified system 14 digits: region and serial number. */
  readonly sealId: string;
  /** Free number of the kind of seal; each maker has its own list. */
  readonly kind: number;
  readonly name: string;
  readonly admittedSigners: AdmittedSigners;
  readonly createdAt: Date;
  readonly validFrom: Date;
  /** Inclusive. */
  readonly validUntil: Date;
  readonly picture: SealPicture;
  readonly extensions: readonly SesExtension[];
  /** Of the body that makes seals (制章者). */
  readonly makerCertificateDer: Uint8Array;
  readonly signatureAlgorithmOid: ObjectIdentifier;
  /** Exactly what the maker signed. */
  readonly signedDer: Uint8Array;
  /** DER SEQUENCE { r, s }. */
  readonly signature: Uint8Array;
  /** ContentInfo of a time-stamp over `signature`; only V5 has one. */
  readonly timeStampDer: Uint8Array | undefined;
  readonly deviations: readonly SesDeviation[];
}

export interface SealPicture {
  /** `PNG`, `GIF`, `SVG`, `ofd`, …; letters as the maker wrote them. */
  readonly type: string;
  readonly data: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}
