import { type DigestAlgorithm, digestOf } from '../cms/digest-algorithms.ts';

/**
 * What a renewal of the time-stamp is over (RFC 4998 §5.2): the hash value of every time-stamp of the chain so far. The
 * RFC asks for the last one alone; as a data group of all, the record also passes verifiers that ask for all of them.
 *
 * @param timeStampsDer ContentInfos of the chain's tokens as they stand
 */
export const timeStampRenewalGroup = (
  timeStampsDer: readonly Uint8Array[],
  digest: DigestAlgorithm,
): Uint8Array[] => timeStampsDer.map((der) => digestOf(digest, [der]));

/**
 * What a renewal of the hash tree is over, for one data object: H(h ‖ H(sequence)) (RFC 4998 §5.2 steps 3 and 4). In
 * this order and not sorted: figure 4 of the RFC sorts, its steps and the verifiers in use do not.
 *
 * @param dataDigest of the data object under the new digest
 * @param sequenceDer ArchiveTimeStampSequence with all chains so far
 */
export const hashTreeRenewalLeaf = (
  dataDigest: Uint8Array,
  sequenceDer: Uint8Array,
  digest: DigestAlgorithm,
): Uint8Array => digestOf(digest, [dataDigest, digestOf(digest, [sequenceDer])]);
