import { randomBytes } from 'node:crypto';
import { type DigestName, digestByName, digestOf } from '../../src/crypto/cms/digest-algorithms.ts';
import { makeTimeStampToken, type TimeStampAuthority } from '../../src/crypto/cms/time-stamp-authority.ts';
import { readTimeStampRequest, writeTimeStampRequest } from '../../src/crypto/cms/time-stamp-request.ts';
import type { HashList } from '../../src/crypto/ers/evidence-record.ts';
import {
  writeArchiveTimeStamp,
  writeArchiveTimeStampChain,
  writeArchiveTimeStampSequence,
  writeEvidenceRecord,
} from '../../src/crypto/ers/evidence-record-writer.ts';
import { HashTree, nodeOver, reducedHashTree } from '../../src/crypto/ers/hash-tree.ts';
import { hashTreeRenewalLeaf, timeStampRenewalGroup } from '../../src/crypto/ers/renewal-leaves.ts';
import { withTokenEvidence } from '../../src/crypto/ers/token-evidence.ts';
import type { TestPki } from './test-pki.ts';

/** What a data object's record is made of so far: the tokens of each chain with the lists that lead to them. */
export interface TestRecord {
  readonly objects: readonly Uint8Array[];
  readonly chains: readonly TestChain[];
}

interface TestChain {
  readonly digest: DigestName;
  readonly steps: readonly { hashLists: readonly HashList[]; timeStampDer: Uint8Array }[];
}

/** Makes and renews evidence records in memory, step by step as RFC 4998 says it. */
export class TestArchive {
  constructor(
    private readonly pki: TestPki,
    private readonly authority: TimeStampAuthority,
    private readonly at: Date,
  ) {}

  /** One record for each data group, all under one time-stamp. */
  async archive(
    groups: readonly (readonly Uint8Array[])[],
    digest: DigestName = 'sha256',
  ): Promise<TestRecord[]> {
    const hashes = groups.map((group) => group.map((object) => digestOf(digestByName(digest), [object])));
    const steps = await this.stampAll(hashes, digest);
    return groups.map((objects, i) => ({ objects, chains: [{ digest, steps: [steps[i] as Step] }] }));
  }

  /** RFC 4998 §5.2, time-stamp renewal: one time-stamp over those of all records. */
  async renewTimeStamps(records: readonly TestRecord[]): Promise<TestRecord[]> {
    const digest = records[0]?.chains.at(-1)?.digest ?? 'sha256';
    const groups = records.map(({ chains }) =>
      timeStampRenewalGroup(
        chains.at(-1)?.steps.map((step) => step.timeStampDer) ?? [],
        digestByName(digest),
      ),
    );
    const steps = await this.stampAll(groups, digest);
    return records.map((record, i) => {
      const last = record.chains.at(-1) as TestChain;
      const renewed = { ...last, steps: [...last.steps, steps[i] as Step] };
      return { ...record, chains: [...record.chains.slice(0, -1), renewed] };
    });
  }

  /** RFC 4998 §5.2, hash-tree renewal. */
  async renewHashTrees(records: readonly TestRecord[], digest: DigestName): Promise<TestRecord[]> {
    const algorithm = digestByName(digest);
    const groups = records.map((record) =>
      record.objects.map((object) =>
        hashTreeRenewalLeaf(digestOf(algorithm, [object]), sequenceDerOf(record), algorithm),
      ),
    );
    const steps = await this.stampAll(groups, digest);
    return records.map((record, i) => ({
      ...record,
      chains: [...record.chains, { digest, steps: [steps[i] as Step] }],
    }));
  }

  private async stampAll(groups: readonly (readonly Uint8Array[])[], digest: DigestName): Promise<Step[]> {
    const algorithm = digestByName(digest);
    const ascending = (values: readonly Uint8Array[]) => [...values].sort(Buffer.compare);
    const tree = HashTree.over(
      groups.map((group) => nodeOver(ascending(group), algorithm)),
      algorithm,
    );
    const timeStampDer = await this.stamp(digest, tree.root);
    return groups.map((group, i) => ({
      hashLists: reducedHashTree(group, tree.neighbours(i)),
      timeStampDer,
    }));
  }

  private async stamp(digest: DigestName, hashedMessage: Uint8Array): Promise<Uint8Array> {
    const request = writeTimeStampRequest({ digest, hashedMessage, nonce: randomBytes(8) });
    const token = await makeTimeStampToken(
      readTimeStampRequest(request),
      this.authority,
      this.at,
      randomBytes(16),
    );
    const [rootList] = await this.pki.crls(this.at);
    return withTokenEvidence(token, {
      certificatesDer: [this.pki.root.certificate.der],
      crlsDer: rootList ? [rootList] : [],
      ocspResponsesDer: [],
    });
  }
}

type Step = TestChain['steps'][number];

const chainsDerOf = ({ chains }: TestRecord): Uint8Array[] =>
  chains.map(({ digest, steps }) =>
    writeArchiveTimeStampChain(steps.map((step) => writeArchiveTimeStamp({ digest, ...step }))),
  );

const sequenceDerOf = (record: TestRecord): Uint8Array => writeArchiveTimeStampSequence(chainsDerOf(record));

/** DER of the EvidenceRecord. */
export const recordDerOf = (record: TestRecord): Uint8Array =>
  writeEvidenceRecord(
    record.chains.map(({ digest }) => digest),
    chainsDerOf(record),
  );
