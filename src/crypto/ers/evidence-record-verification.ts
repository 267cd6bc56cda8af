import { valueOr } from '../../shared/value-or.ts';
import { type DigestAlgorithm, digestByOid, digestOf } from '../cms/digest-algorithms.ts';
import { readSignedData } from '../cms/signed-data-reader.ts';
import { readTimeStampInfo } from '../cms/time-stamp-info.ts';
import {
  type TimeStampTrust,
  type TimeStampVerdict,
  verifyTimeStampOfHash,
} from '../cms/time-stamp-verification.ts';
import { EVIDENCE_REASONS, type EvidenceReason, type EvidenceReasonCode } from './evidence-reasons.ts';
import type { ArchiveTimeStamp, EvidenceRecord } from './evidence-record.ts';
import { EvidenceRecordError } from './evidence-record-error.ts';
import { readEvidenceRecord } from './evidence-record-reader.ts';
import { writeArchiveTimeStampSequence } from './evidence-record-writer.ts';
import { rootOf } from './hash-tree.ts';
import { hashTreeRenewalLeaf } from './renewal-leaves.ts';
import { tokenEvidence } from './token-evidence.ts';

/** The digest of the data by an algorithm: a renewed record asks for several. `digestsOfBytes` gives them all. */
export type DataDigests = (algorithm: DigestAlgorithm) => Uint8Array;

/** Digests of data that are at hand, given in parts that follow each other (RFC 4998 §4.3). */
export const digestsOfBytes =
  (...parts: readonly Uint8Array[]): DataDigests =>
  (algorithm) =>
    digestOf(algorithm, parts);

export interface EvidenceVerdict {
  readonly status: 'passed' | 'failed' | 'undecided';
  /** Empty exactly when passed. */
  readonly reasons: readonly EvidenceReason[];
  /** Every time-stamp of the record in the order of time, with what became of it. */
  readonly timeStamps: readonly TimeStampVerdict[];
}

/**
 * Judges an evidence record over data (RFC 4998 §4.3 and §5.3): that the first time-stamp covers the data, each later
 * one of a chain the one before it, the first of each later chain the data and all chains before; and every time-stamp
 * itself, at the time of the one after it, the last one at `trust.now`. What the tokens carry counts as evidence, from
 * anyone: it is judged by its own signatures. Never throws.
 *
 * @param recordDer EvidenceRecord
 * @param digests of the data that is said to be covered
 */
export function verifyEvidenceRecord(
  recordDer: Uint8Array,
  digests: DataDigests,
  trust: TimeStampTrust,
): EvidenceVerdict {
  try {
    return new RecordJudge(readEvidenceRecord(recordDer), digests, trust).judge();
  } catch (error) {
    const code = error instanceof EvidenceRecordError ? error.code : 'evidence-record-malformed';
    return verdictOf([{ kind: 'record', code }], []);
  }
}

/** A time-stamp with its place in the record. */
interface Placed {
  readonly chain: number;
  readonly timeStamp: number;
  readonly content: ArchiveTimeStamp;
}

class RecordJudge {
  private readonly reasons: EvidenceReason[] = [];

  constructor(
    private readonly record: EvidenceRecord,
    private readonly digests: DataDigests,
    private readonly trust: TimeStampTrust,
  ) {}

  judge(): EvidenceVerdict {
    if (this.record.isOfEncryptedData) this.reasons.push({ kind: 'record', code: 'data-encrypted' });
    const placed = this.record.chains.flatMap(({ timeStamps }, chain) =>
      timeStamps.map((content, timeStamp): Placed => ({ chain, timeStamp, content })),
    );
    const evidence = withTokenEvidence(this.trust, placed);
    const verdicts: TimeStampVerdict[] = [];
    for (const one of [...placed].reverse()) {
      const next = verdicts[0]?.info?.generatedAt;
      const verdict = this.judgeOne(one, next ? { ...evidence, existedAt: next } : evidence);
      verdicts.unshift(verdict);
    }
    return verdictOf(this.reasons, verdicts);
  }

  private judgeOne(placed: Placed, trust: TimeStampTrust): TimeStampVerdict {
    const { content } = placed;
    const digest = digestIn(content);
    if (digest === undefined) {
      this.note(placed, 'digest-unknown');
      return { status: 'undecided', reasons: [], info: undefined, chain: [] };
    }
    const covered = this.coveredBy(placed, digest);
    this.checkDigest(placed, digest);
    const isCovered = content.hashLists.length === 0 || holds(content.hashLists[0] ?? [], covered);
    if (!isCovered) this.note(placed, brokenAt(placed));
    const root = content.hashLists.length === 0 ? covered : rootOf(content.hashLists, digest);
    const verdict = verifyTimeStampOfHash(content.timeStampDer, { digest, value: root }, trust);
    const { chain, timeStamp } = placed;
    for (const reason of verdict.reasons) this.reasons.push({ kind: 'time-stamp', reason, chain, timeStamp });
    return verdict;
  }

  /** The hash value that the first list of a time-stamp must hold. */
  private coveredBy({ chain, timeStamp }: Placed, digest: DigestAlgorithm): Uint8Array {
    const before = this.record.chains[chain]?.timeStamps[timeStamp - 1];
    if (before !== undefined) return digestOf(digest, [before.timeStampDer]);
    const data = this.digests(digest);
    if (chain === 0) return data;
    const earlier = this.record.chains.slice(0, chain).map(({ der }) => der);
    return hashTreeRenewalLeaf(data, writeArchiveTimeStampSequence(earlier), digest);
  }

  private checkDigest(placed: Placed, digest: DigestAlgorithm): void {
    const [first] = this.record.chains[placed.chain]?.timeStamps ?? [];
    if (first && digestIn(first)?.oid !== digest.oid) this.note(placed, 'chain-of-several-digests');
    if (digest.weak) this.note(placed, 'digest-weak');
  }

  private note({ chain, timeStamp }: Placed, code: EvidenceReasonCode): void {
    this.reasons.push({ kind: 'record', code, chain, timeStamp });
  }
}

function brokenAt({ chain, timeStamp }: Placed): EvidenceReasonCode {
  if (timeStamp > 0) return 'chain-broken';
  return chain > 0 ? 'sequence-broken' : 'data-not-covered';
}

/** As the field says, else that of the token's imprint (RFC 4998 §4.1). */
function digestIn({ digestOid, timeStampDer }: ArchiveTimeStamp): DigestAlgorithm | undefined {
  if (digestOid !== undefined) return digestByOid(digestOid);
  return valueOr(() => readTimeStampInfo(readSignedData(timeStampDer)).imprint.digest);
}

const holds = (list: readonly Uint8Array[], value: Uint8Array): boolean =>
  list.some((one) => Buffer.compare(one, value) === 0);

function withTokenEvidence(trust: TimeStampTrust, placed: readonly Placed[]): TimeStampTrust {
  const carried = placed.map(({ content }) => tokenEvidence(content.timeStampDer));
  return {
    ...trust,
    pool: [...trust.pool, ...carried.flatMap(({ certificatesDer }) => certificatesDer)],
    crls: [...trust.crls, ...carried.flatMap(({ crlsDer }) => crlsDer)],
    ocspResponses: [
      ...(trust.ocspResponses ?? []),
      ...carried.flatMap(({ ocspResponsesDer }) => ocspResponsesDer),
    ],
  };
}

function verdictOf(
  reasons: readonly EvidenceReason[],
  timeStamps: readonly TimeStampVerdict[],
): EvidenceVerdict {
  if (reasons.length === 0) return { status: 'passed', reasons, timeStamps };
  const isFailed =
    timeStamps.some(({ status }) => status === 'failed') ||
    reasons.some((one) => one.kind === 'record' && EVIDENCE_REASONS[one.code].indication === 'TOTAL-FAILED');
  return { status: isFailed ? 'failed' : 'undecided', reasons, timeStamps };
}
