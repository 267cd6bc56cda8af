import { recordDerOf, TestArchive, type TestRecord } from '../../../test/factories/test-evidence-records.ts';
import { makeTestPki, type TestPki } from '../../../test/factories/test-pki.ts';
import { makeTestTsa } from '../../../test/factories/test-trust-services.ts';
import type { TimeStampAuthority } from '../cms/time-stamp-authority.ts';
import { contextConstructed, integer, sequence } from '../der/der-writer.ts';
import { proofFromEvidenceRecord } from './evidence-record-proof.ts';
import { readEvidenceRecord } from './evidence-record-reader.ts';
import { digestsOfBytes, verifyEvidenceRecord } from './evidence-record-verification.ts';
import { writeArchiveTimeStampChain, writeEvidenceRecord } from './evidence-record-writer.ts';

const firstAt = new Date('2026-12-02T02:00:00Z');
const renewedAt = new Date('2035-06-01T00:00:00Z');
const rehashedAt = new Date('2040-06-01T00:00:00Z');
const [today, sixYearsOn] = [new Date('2026-12-03T00:00:00Z'), new Date('2032-11-23T00:00:00Z')];
const files = Array.from({ length: 5 }, (_, n) => Buffer.from(`第${n}份证照`));
const at = <T>(list: readonly T[], index: number): T => list[index] as T;

describe('an evidence record', () => {
  let pki: TestPki;
  let first: TimeStampAuthority;
  let second: TimeStampAuthority;
  let initial: TestRecord[];
  let renewed: TestRecord[];
  let rehashed: TestRecord[];

  beforeAll(async () => {
    pki = await makeTestPki();
    first = await makeTestTsa(pki, 'p256', [2026, 2035]);
    second = await makeTestTsa(pki, 'p256', [2034, 2048]);
    initial = await new TestArchive(pki, first, firstAt).archive(files.map((file) => [file]));
    renewed = await new TestArchive(pki, second, renewedAt).renewTimeStamps(initial);
    rehashed = await new TestArchive(pki, second, rehashedAt).renewHashTrees(renewed, 'sm3');
  });

  const judge = (record: Uint8Array, file: Uint8Array, now: Date, anchors = [pki.root.certificate.der]) =>
    verifyEvidenceRecord(record, digestsOfBytes(file), { anchors, pool: [], crls: [], now });
  const codes = (record: Uint8Array, file: Uint8Array, now: Date) =>
    judge(record, file, now).reasons.map((one) => (one.kind === 'record' ? one.code : one.reason.code));

  it('passes for each file of the tree, today and six years on, with what it carries alone', () => {
    initial.forEach((record, n) => {
      expect(judge(recordDerOf(record), at(files, n), today)).toMatchObject({
        status: 'passed',
        reasons: [],
      });
      expect(judge(recordDerOf(record), at(files, n), sixYearsOn).status).toBe('passed');
    });
  });

  it('gives the time of its first time-stamp as the proof, however often it was renewed', () => {
    const trust = { anchors: [pki.root.certificate.der], pool: [], crls: [] };
    for (const [records, now] of [
      [initial, today],
      [renewed, rehashedAt],
      [rehashed, new Date('2047-01-01T00:00:00Z')],
    ] as const) {
      const judged = proofFromEvidenceRecord(
        recordDerOf(at(records, 2)),
        digestsOfBytes(at(files, 2)),
        trust,
        now,
      );
      expect(judged.proof).toEqual({ kind: 'evidence-record', at: firstAt, accuracyMs: 1000 });
      const other = proofFromEvidenceRecord(
        recordDerOf(at(records, 2)),
        digestsOfBytes(at(files, 4)),
        trust,
        now,
      );
      expect(other.proof).toBeUndefined();
    }
  });

  it('covers its neighbour in the tree and no other file, and not the file with one byte changed', () => {
    const twin = Buffer.from(at(files, 0));
    twin[0] = (twin[0] ?? 0) ^ 1;
    expect(codes(recordDerOf(at(initial, 0)), twin, today)).toEqual(['data-not-covered']);
    expect(codes(recordDerOf(at(initial, 0)), at(files, 1), today)).toEqual([]);
    expect(codes(recordDerOf(at(initial, 0)), at(files, 2), today)).toContain('data-not-covered');
  });

  it('is open once its authority has ended, and passes again when it was renewed before', () => {
    const afterEnd = new Date('2036-06-01T00:00:00Z');
    expect(judge(recordDerOf(at(initial, 0)), at(files, 0), afterEnd)).toMatchObject({
      status: 'undecided',
      reasons: [{ kind: 'time-stamp', reason: { code: 'authority-ended-since' }, chain: 0, timeStamp: 0 }],
    });
    expect(judge(recordDerOf(at(renewed, 0)), at(files, 0), afterEnd).status).toBe('passed');
    expect(judge(recordDerOf(at(renewed, 0)), at(files, 0), new Date('2049-06-01T00:00:00Z')).status).toBe(
      'undecided',
    );
  });

  it('that was renewed after its authority had ended does not pass', async () => {
    const late = new TestArchive(pki, second, new Date('2036-02-01T00:00:00Z'));
    const record = recordDerOf(at(await late.renewTimeStamps(initial), 0));
    expect(codes(record, at(files, 0), rehashedAt)).toEqual(['authority-ended-since']);
  });

  it('renewed to SM3 holds over the file and all that was before', () => {
    const now = new Date('2047-01-01T00:00:00Z');
    rehashed.forEach((record, n) => {
      expect(judge(recordDerOf(record), at(files, n), now)).toMatchObject({ status: 'passed' });
    });
    expect(readEvidenceRecord(recordDerOf(at(rehashed, 0))).digestOids).toEqual([
      '2.16.840.1.101.3.4.2.1',
      '1.2.156.10197.1.401',
    ]);
  });

  it('is failed when a chain in it is that of another file', () => {
    const [mine, other] = [at(rehashed, 0), at(rehashed, 3)];
    const mixed = { ...mine, chains: [at(mine.chains, 0), at(other.chains, 1)] };
    expect(codes(recordDerOf(mixed), at(files, 0), rehashedAt)).toEqual(['sequence-broken']);
  });

  it('is failed when a time-stamp of the chain was exchanged or left out', async () => {
    const again = await new TestArchive(pki, second, rehashedAt).renewTimeStamps(renewed);
    const [chain] = at(again, 0).chains;
    const steps = chain?.steps ?? [];
    expect(steps).toHaveLength(3);
    expect(judge(recordDerOf(at(again, 0)), at(files, 0), rehashedAt).status).toBe('passed');
    const foreign = await new TestArchive(pki, second, renewedAt).archive([[Buffer.from('x')]]);
    const exchanged = [at(steps, 0), at(at(at(foreign, 0).chains, 0).steps, 0), at(steps, 2)];
    const twin = { ...at(again, 0), chains: [{ digest: 'sha256' as const, steps: exchanged }] };
    expect(codes(recordDerOf(twin), at(files, 0), rehashedAt)).toEqual(
      expect.arrayContaining(['chain-broken', 'imprint-mismatch']),
    );
  });

  it('of a data group holds for each object of it', async () => {
    const group = [at(files, 0), at(files, 1), at(files, 2)];
    const [record, alone] = await new TestArchive(pki, first, firstAt).archive([group, [at(files, 3)]]);
    for (const file of group)
      expect(judge(recordDerOf(record as TestRecord), file, today).status).toBe('passed');
    expect(codes(recordDerOf(record as TestRecord), at(files, 3), today)).toContain('data-not-covered');
    expect(judge(recordDerOf(alone as TestRecord), at(files, 3), today).status).toBe('passed');
  });

  it('of a single file has no tree and is over the file itself', async () => {
    const [record] = await new TestArchive(pki, first, firstAt).archive([[at(files, 0)]]);
    const der = recordDerOf(record as TestRecord);
    expect(readEvidenceRecord(der).chains[0].timeStamps[0].hashLists).toEqual([]);
    expect(judge(der, at(files, 0), today).status).toBe('passed');
    expect(codes(der, at(files, 1), today)).toEqual(['imprint-mismatch']);
  });

  it('is open without an anchor that is ours, and over a weak digest', async () => {
    expect(judge(recordDerOf(at(initial, 0)), at(files, 0), today, []).status).toBe('undecided');
    const [weak] = await new TestArchive(pki, first, firstAt).archive([[at(files, 0)]], 'sha1');
    expect(judge(recordDerOf(weak as TestRecord), at(files, 0), today)).toMatchObject({
      status: 'undecided',
    });
    expect(codes(recordDerOf(weak as TestRecord), at(files, 0), today)).toContain('digest-weak');
  });

  it('never passes when a byte of it was changed, unless that byte is under no signature', () => {
    const der = recordDerOf(at(renewed, 0));
    const genuine = readEvidenceRecord(der);
    const offsetIn = (part: Uint8Array) => part.byteOffset - der.byteOffset;
    const [before, last] = genuine.chains[0].timeStamps;
    const values = [...before.hashLists.flat(), ...(last?.hashLists.flat() ?? [])];
    const covered = [
      ...values.map((value) => offsetIn(value) + 7),
      ...Array.from({ length: 60 }, (_, n) => offsetIn(before.timeStampDer) + 40 + n * 11),
    ];
    for (const offset of covered) {
      const twin = Buffer.from(der);
      twin[offset] = (twin[offset] ?? 0) ^ 0x40;
      expect([offset, judge(twin, at(files, 0), rehashedAt).status]).not.toEqual([offset, 'passed']);
    }
  });
});

describe('hostile bytes for an evidence record', () => {
  const verdict = (der: Uint8Array) =>
    verifyEvidenceRecord(der, digestsOfBytes(Buffer.from('x')), {
      anchors: [],
      pool: [],
      crls: [],
      now: today,
    });
  const [onlyCode] = [
    (der: Uint8Array) => verdict(der).reasons.map((one) => one.kind === 'record' && one.code),
  ];
  const empty = sequence();

  it.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('GET / HTTP/1.1')],
    ['no chain', writeEvidenceRecord(['sha256'], [])],
    ['an empty chain', writeEvidenceRecord(['sha256'], [writeArchiveTimeStampChain([])])],
    ['a time-stamp without a token', writeEvidenceRecord(['sha256'], [writeArchiveTimeStampChain([empty])])],
    ['version 2', sequence(integer(2), empty, sequence(sequence(empty)))],
    [
      'an empty list of hashes',
      writeEvidenceRecord(['sha256'], [sequence(sequence(contextConstructed(2, empty), empty))]),
    ],
    ['nesting without end', Buffer.alloc(100_000, Buffer.from('3080', 'hex'))],
    [
      'bytes behind it',
      Buffer.concat([writeEvidenceRecord(['sha256'], [sequence(sequence(empty))]), Buffer.alloc(1)]),
    ],
  ])('(%s) are malformed', (_what, der) => {
    expect(onlyCode(der)).toEqual(['evidence-record-malformed']);
  });

  it('are too large above two megabytes, a hundred time-stamps or twenty thousand values', () => {
    const timeStamp = (lists: Uint8Array[]) => sequence(contextConstructed(2, ...lists), empty);
    const values = sequence(...Array.from({ length: 25_000 }, () => Uint8Array.of(4, 1, 0)));
    const large = [
      Buffer.alloc(3 * 1024 * 1024),
      writeEvidenceRecord(
        ['sha256'],
        [writeArchiveTimeStampChain(Array.from({ length: 100 }, () => timeStamp([])))],
      ),
      writeEvidenceRecord(['sha256'], [writeArchiveTimeStampChain([timeStamp([values])])]),
      writeEvidenceRecord(
        ['sha256'],
        Array.from({ length: 100 }, () => sequence(empty)),
      ),
    ];
    for (const der of large) expect(onlyCode(der)).toEqual(['evidence-record-too-large']);
  });

  it('of a made-up token leave a reason and no exception', () => {
    const der = writeEvidenceRecord(
      ['sha256'],
      [writeArchiveTimeStampChain([sequence(sequence(integer(1)))])],
    );
    expect(verdict(der).status).toBe('undecided');
    expect(verdict(der).reasons).toMatchObject([{ code: 'digest-unknown' }]);
  });

  it('of encrypted data are left open', () => {
    const chain = writeArchiveTimeStampChain([sequence(sequence(integer(1)))]);
    const der = sequence(integer(1), empty, contextConstructed(1, empty), sequence(chain));
    expect(verdict(der).reasons).toContainEqual({ kind: 'record', code: 'data-encrypted' });
  });
});
