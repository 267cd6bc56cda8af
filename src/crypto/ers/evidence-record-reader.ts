import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readOctetString, readSmallInteger } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { readAlgorithmIdentifier } from '../pki/algorithm-identifier.ts';
import type { ArchiveTimeStamp, ArchiveTimeStampChain, EvidenceRecord, HashList } from './evidence-record.ts';
import { EvidenceRecordError } from './evidence-record-error.ts';

/** Flat trees of other makers carry a list of thousands of values; whoever sends a record chooses every number in it. */
const MAX_BYTES = 2 * 1024 * 1024;
const MAX_CHAINS = 16;
const MAX_TIME_STAMPS = 64;
const MAX_HASH_VALUES = 20_000;

/**
 * Reads the DER of an EvidenceRecord (RFC 4998 §3.1, implicit tags). `cryptoInfos` and attributes are left alone: they
 * are under no time-stamp.
 *
 * @throws EvidenceRecordError `evidence-record-malformed` (also for another version, and bytes behind the record),
 *   `evidence-record-too-large`
 */
export function readEvidenceRecord(der: Uint8Array): EvidenceRecord {
  if (der.length > MAX_BYTES) throw new EvidenceRecordError('evidence-record-too-large');
  try {
    const node = expectTag(readDer(der), TAG.sequence);
    if (node.bytes.length !== der.length) throw new TypeError('bytes behind the record');
    return readRecord(children(node));
  } catch (cause) {
    if (cause instanceof EvidenceRecordError) throw cause;
    throw new EvidenceRecordError('evidence-record-malformed', cause);
  }
}

function readRecord([version, digests, ...rest]: readonly DerNode[]): EvidenceRecord {
  if (readSmallInteger(version) !== 1) throw new TypeError('a record of another version');
  const chains = children(expectTag(rest.at(-1), TAG.sequence));
  const record = {
    digestOids: children(expectTag(digests, TAG.sequence)).map((node) => readAlgorithmIdentifier(node).oid),
    isOfEncryptedData: rest.some((field) => isContext(field, 1)),
    chains: notEmpty(atMost(MAX_CHAINS, chains).map(readChain)),
  };
  const timeStamps = atMost(
    MAX_TIME_STAMPS,
    record.chains.flatMap((chain) => chain.timeStamps),
  );
  atMost(
    MAX_HASH_VALUES,
    timeStamps.flatMap(({ hashLists }) => hashLists.flat()),
  );
  return record;
}

function readChain(node: DerNode): ArchiveTimeStampChain {
  const timeStamps = children(expectTag(node, TAG.sequence));
  return { der: node.bytes, timeStamps: notEmpty(atMost(MAX_TIME_STAMPS, timeStamps).map(readTimeStamp)) };
}

function readTimeStamp(node: DerNode): ArchiveTimeStamp {
  const fields = children(expectTag(node, TAG.sequence));
  const digest = fields.find((field) => isContext(field, 0));
  const hashLists = fields.find((field) => isContext(field, 2));
  return {
    digestOid: digest && readAlgorithmIdentifier({ ...digest, tag: TAG.sequence }).oid,
    hashLists: hashLists === undefined ? [] : atMost(MAX_HASH_VALUES, children(hashLists)).map(readHashList),
    timeStampDer: expectTag(fields.at(-1), TAG.sequence).bytes,
  };
}

function readHashList(node: DerNode): HashList {
  const values = atMost(MAX_HASH_VALUES, children(expectTag(node, TAG.sequence))).map(readOctetString);
  return notEmpty(values);
}

function atMost<T>(limit: number, found: T[]): T[] {
  if (found.length > limit) throw new EvidenceRecordError('evidence-record-too-large');
  return found;
}

function notEmpty<T>([first, ...others]: readonly T[]): [T, ...T[]] {
  if (first === undefined) throw new TypeError('an empty list');
  return [first, ...others];
}
