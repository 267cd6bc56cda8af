import type { ObjectIdentifier } from '../der/object-identifier.ts';

/** Values under one father node, in ascending order (`PartialHashtree`, RFC 4998 §4.1). */
export type HashList = readonly Uint8Array[];

/** One time-stamp over the root of a hash tree, with what leads from one leaf to that root (RFC 4998 §4.1). */
export interface ArchiveTimeStamp {
  /** Digest of the tree; undefined where it is that of the time-stamp's imprint. */
  readonly digestOid: ObjectIdentifier | undefined;
  /** From the leaf upwards; empty where the time-stamp is over the leaf itself. */
  readonly hashLists: readonly HashList[];
  /** ContentInfo of the RFC 3161 token, as it stands: the next time-stamp of the chain is over these bytes. */
  readonly timeStampDer: Uint8Array;
}

/** Time-stamps of one digest algorithm, each over the one before it (RFC 4998 §5.1). */
export interface ArchiveTimeStampChain {
  /** As it stands: the first time-stamp of the next chain is over these bytes. */
  readonly der: Uint8Array;
  readonly timeStamps: readonly [ArchiveTimeStamp, ...ArchiveTimeStamp[]];
}

/** EvidenceRecord version 1 (RFC 4998 §3.1); every `Uint8Array` is a view into its bytes. */
export interface EvidenceRecord {
  readonly digestOids: readonly ObjectIdentifier[];
  /** The hash values are those of encrypted data; what was used is in `encryptionInfo`, which we do not follow. */
  readonly isOfEncryptedData: boolean;
  /** In the order of time. */
  readonly chains: readonly [ArchiveTimeStampChain, ...ArchiveTimeStampChain[]];
}
