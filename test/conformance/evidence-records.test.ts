import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DigestName } from '../../src/crypto/cms/digest-algorithms.ts';
import { recordDerOf, TestArchive, type TestRecord } from '../factories/test-evidence-records.ts';
import { makeTestPki, type TestPki } from '../factories/test-pki.ts';
import { makeTestTsa } from '../factories/test-trust-services.ts';
import { askBouncyCastle, itJudgedByBouncyCastle } from '../support/bouncy-castle.ts';
import { withFolder } from '../support/pdf-judges.ts';

const files = Array.from({ length: 7 }, (_, n) => Buffer.from(`第${n}份证照`));

/** What Bouncy Castle says of a record over a file. */
const verdictOn = (record: Uint8Array, file: Uint8Array): Promise<string> =>
  withFolder(async (folder) => {
    const [recordPath, filePath] = [join(folder, 'record.der'), join(folder, 'file.bin')];
    await writeFile(recordPath, record);
    await writeFile(filePath, file);
    return askBouncyCastle('JudgeEvidenceRecord', recordPath, filePath);
  });

describe('Bouncy Castle judges our evidence records', () => {
  let pki: TestPki;
  const archiveAt = async (instant: string, years: [number, number] = [2026, 2048]) =>
    new TestArchive(pki, await makeTestTsa(pki, 'p256', years), new Date(instant));
  const recordsOf = async (count: number, digest: DigestName = 'sha256'): Promise<TestRecord[]> =>
    (await archiveAt('2026-12-02T00:00:00Z')).archive(
      files.slice(0, count).map((file) => [file]),
      digest,
    );
  const der = (records: readonly TestRecord[], n: number) => recordDerOf(records[n] as TestRecord);
  const file = (n: number) => files[n] as Buffer;

  beforeAll(async () => {
    pki = await makeTestPki();
  });

  itJudgedByBouncyCastle('of one, two and seven files, with SHA-256 and with SM3', async () => {
    for (const [count, digest] of [
      [1, 'sha256'],
      [2, 'sha512'],
      [7, 'sm3'],
    ] as const) {
      const records = await recordsOf(count, digest);
      expect(await verdictOn(der(records, count - 1), file(count - 1))).toBe('holds');
    }
  });

  itJudgedByBouncyCastle(
    'and refuses them over another file, and with a changed value or token',
    async () => {
      const record = der(await recordsOf(7), 4);
      expect(await verdictOn(record, file(1))).toContain('not found');
      for (const offset of [40, record.length - 30]) {
        const twin = Buffer.from(record);
        twin[offset] = (twin[offset] ?? 0) ^ 1;
        expect(await verdictOn(twin, file(4))).not.toBe('holds');
      }
    },
  );

  itJudgedByBouncyCastle('renewed twice by time-stamps, and refuses a chain of two files mixed', async () => {
    const once = await (await archiveAt('2033-01-01T00:00:00Z')).renewTimeStamps(await recordsOf(3));
    const twice = await (await archiveAt('2040-01-01T00:00:00Z')).renewTimeStamps(once);
    expect(await verdictOn(der(twice, 1), file(1))).toBe('holds');
    const [mine, foreign] = [twice[1] as TestRecord, await recordsOf(2)];
    const steps = [...(foreign[1]?.chains[0]?.steps ?? []), ...(mine.chains[0]?.steps.slice(1) ?? [])];
    const mixed = { ...mine, chains: [{ digest: 'sha256' as const, steps }] };
    expect(await verdictOn(recordDerOf(mixed), file(1))).not.toBe('holds');
  });

  itJudgedByBouncyCastle('renewed to another digest, and refuses that chain for another file', async () => {
    const before = await (await archiveAt('2033-01-01T00:00:00Z')).renewTimeStamps(await recordsOf(5));
    for (const digest of ['sha512', 'sm3'] as const) {
      const after = await (await archiveAt('2040-01-01T00:00:00Z')).renewHashTrees(before, digest);
      expect(await verdictOn(der(after, 3), file(3))).toBe('holds');
      expect(await verdictOn(der(after, 3), file(0))).not.toBe('holds');
    }
  });
});
