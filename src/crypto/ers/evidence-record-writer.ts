import { type DigestName, digestAlgorithmIdentifier } from '../cms/digest-algorithms.ts';
import { children, readDer } from '../der/der-reader.ts';
import { contextConstructed, integer, octetString, sequence } from '../der/der-writer.ts';
import type { HashList } from './evidence-record.ts';

export interface ArchiveTimeStampContent {
  readonly digest: DigestName;
  /** From the leaf upwards; empty where the time-stamp is over the leaf itself. */
  readonly hashLists: readonly HashList[];
  /** ContentInfo of the token over the root. */
  readonly timeStampDer: Uint8Array;
}

/**
 * DER of an ArchiveTimeStamp (RFC 4998 §4.1). The digest always stands in it: what stands in the imprint of a token may
 * be written in another way by another authority, and all of a chain must be the same.
 */
export const writeArchiveTimeStamp = ({
  digest,
  hashLists,
  timeStampDer,
}: ArchiveTimeStampContent): Uint8Array =>
  sequence(
    contextConstructed(0, contentOf(digestAlgorithmIdentifier(digest))),
    ...(hashLists.length === 0 ? [] : [contextConstructed(2, ...hashLists.map(writeHashList))]),
    timeStampDer,
  );

const writeHashList = (values: HashList): Uint8Array => sequence(...values.map(octetString));

const contentOf = (der: Uint8Array): Uint8Array => readDer(der).content;

/** DER of an ArchiveTimeStampChain from its time-stamps (DER), in the order of time. */
export const writeArchiveTimeStampChain = (timeStampsDer: readonly Uint8Array[]): Uint8Array =>
  sequence(...timeStampsDer);

/** DER of an ArchiveTimeStampSequence from its chains (DER): what a renewal of the hash tree is over (RFC 4998 §5.2). */
export const writeArchiveTimeStampSequence = (chainsDer: readonly Uint8Array[]): Uint8Array =>
  sequence(...chainsDer);

/**
 * DER of an EvidenceRecord version 1.
 *
 * @param digests every digest of the chains, in their order
 * @param chainsDer ArchiveTimeStampChains in the order of time
 */
export const writeEvidenceRecord = (
  digests: readonly DigestName[],
  chainsDer: readonly Uint8Array[],
): Uint8Array =>
  sequence(
    integer(1),
    sequence(...[...new Set(digests)].map(digestAlgorithmIdentifier)),
    writeArchiveTimeStampSequence(chainsDer),
  );

/** DER of hash lists alone, to be kept apart from the time-stamp that they lead to. */
export const writeHashLists = (hashLists: readonly HashList[]): Uint8Array =>
  sequence(...hashLists.map(writeHashList));

/** The hash lists that `writeHashLists` wrote. @throws DerError */
export const readHashLists = (der: Uint8Array): HashList[] =>
  children(readDer(der)).map((list) => children(list).map(({ content }) => content));
