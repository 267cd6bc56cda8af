import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordDerOf, TestArchive, type TestRecord } from '../../../test/factories/test-evidence-records.ts';
import { makeTestPki, type TestPki } from '../../../test/factories/test-pki.ts';
import { makeSealWorld, type SealWorld } from '../../../test/factories/test-seals.ts';
import { makeTestTsa } from '../../../test/factories/test-trust-services.ts';
import { drawPdf } from '../../../test/support/drawn-pdf.ts';
import { sealPdfNationally } from '../../../test/support/national-sealed-pdf.ts';
import { paintOver } from '../../../test/support/painted-over-pdf.ts';
import { sealStamped } from '../../../test/support/stamped-seal.ts';
import { fixedClock } from '../../shared/clock.ts';
import { EXIT_USAGE } from './exit-code.ts';
import type { FileReport } from './file-report.ts';
import { verifyCommand } from './verify-command.ts';

const SEALED_AT = new Date('2026-11-23T08:00:00Z');
const ARCHIVED_AT = new Date('2026-12-02T02:00:00Z');
const NOW = new Date('2026-11-24T08:00:00Z');

describe('zhaozhang verify', () => {
  let folder: string;
  let pki: TestPki;
  let world: SealWorld;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhaozhang-verify-'));
    [pki, world] = await Promise.all([makeTestPki(), makeSealWorld()]);
    const bare = await sealStamped(pki, SEALED_AT, async () => undefined);
    const crls = await pki.crls(SEALED_AT);
    const twin = Buffer.from(bare);
    twin[twin.indexOf('/MediaBox [0 0 595') + 17] = 0x36;
    const archive = new TestArchive(pki, await makeTestTsa(pki), ARCHIVED_AT);
    const recordOf = async (file: Uint8Array) =>
      recordDerOf((await archive.archive([[file]]))[0] as TestRecord);
    const files: Readonly<Record<string, Uint8Array | string>> = {
      'trust.pem': pem(pki.root.certificate.der) + pem(pki.issuing.certificate.der),
      'bare.pdf': bare,
      'twin.pdf': twin,
      'painted.pdf': paintOver(Buffer.from(bare)),
      'plain.pdf': drawPdf().bytes,
      'text.pdf': 'hello',
      'bare.ers': await recordOf(bare),
      'other.ers': await recordOf(twin),
      'national.pdf': await sealPdfNationally(drawPdf().bytes, world, SEALED_AT),
      'unit.esl': world.sealDer,
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    await trustFolder('trusted', pki, crls);
    await trustFolder('national', world.pki, await world.pki.crls(SEALED_AT));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const pem = (der: Uint8Array): string =>
    `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;

  async function trustFolder(name: string, { root, issuing }: TestPki, crls: readonly Uint8Array[]) {
    const path = join(folder, name);
    await mkdir(path);
    await writeFile(join(path, 'root.cer'), root.certificate.der);
    await writeFile(join(path, 'units.cer'), issuing.certificate.der);
    for (const [index, crl] of crls.entries()) await writeFile(join(path, `${index}.crl`), crl);
  }

  async function run(...args: string[]) {
    const printed: string[] = [];
    const complaints: string[] = [];
    const exitCode = await verifyCommand(
      args.map((arg) => arg.replace(/^@/, `${folder}/`)),
      {
        environment: { LANG: 'en_GB.UTF-8' },
        clock: fixedClock(NOW),
        print: (text) => printed.push(text),
        complain: (text) => complaints.push(text),
      },
    );
    return { exitCode, printed: printed.join(''), complaints: complaints.join('') };
  }

  async function report(...args: string[]): Promise<FileReport & { readonly exitCode: number }> {
    const { exitCode, printed } = await run('--json', ...args);
    return { ...JSON.parse(printed), exitCode };
  }

  it('calls a file under a trusted seal valid, with every part passed', async () => {
    expect(await report('@bare.pdf', '--trust', '@trusted', '--offline')).toMatchObject({
      exitCode: 0,
      conclusion: 'valid',
      pageCount: 1,
      judgedAt: NOW.toISOString(),
      signatures: [
        {
          conclusion: 'valid',
          indication: 'TOTAL-PASSED',
          signer: { commonName: '晋城市市场监督管理局' },
          proofOfTime: null,
          integrity: { status: 'passed', reasons: [] },
          changes: { status: 'passed', coversWholeFile: true, found: [] },
          trust: { status: 'passed', reasons: [], chain: expect.arrayContaining([expect.any(String)]) },
        },
      ],
    });
  });

  it('judges a bare seal years after its certificate has ended by its evidence record, and by no other', async () => {
    const late = ['@bare.pdf', '--trust', '@trusted', '--at', '2033-01-01T00:00:00Z'];
    expect(await report(...late)).toMatchObject({ conclusion: 'undecided', evidenceRecord: null });
    expect(await report(...late, '--evidence-record', '@bare.ers')).toMatchObject({
      exitCode: 0,
      conclusion: 'valid',
      evidenceRecord: { status: 'passed', existedAt: ARCHIVED_AT.toISOString(), reasons: [] },
      signatures: [{ proofOfTime: { kind: 'evidence-record', at: ARCHIVED_AT.toISOString() } }],
    });
    expect(await report(...late, '--evidence-record', '@other.ers')).toMatchObject({
      conclusion: 'undecided',
      evidenceRecord: { status: 'failed', existedAt: null, reasons: [{ code: 'imprint-mismatch' }] },
      signatures: [{ proofOfTime: null }],
    });
    const { printed } = await run(...late, '--evidence-record', '@other.ers');
    expect(printed).toContain('an evidence record : bad – imprint-mismatch');
  });

  it('of several files, or that is not there, takes no evidence record', async () => {
    const two = await run('@bare.pdf', '@twin.pdf', '--evidence-record', '@bare.ers');
    expect(two).toMatchObject({ exitCode: EXIT_USAGE, complaints: expect.stringContaining('one file') });
    expect((await run('@bare.pdf', '--evidence-record', '@none.ers')).exitCode).toBe(EXIT_USAGE);
  });

  it('says what it can without anybody to trust: integrity and changes', async () => {
    expect(await report('@bare.pdf')).toMatchObject({
      exitCode: 2,
      conclusion: 'undecided',
      signatures: [
        {
          integrity: { status: 'passed' },
          changes: { status: 'passed' },
          trust: { status: 'unknown', reasons: [{ detail: 'no-trust-anchor' }] },
        },
      ],
    });
  });

  it('says what is missing: with certificates alone, word on revocation', async () => {
    expect(await report('@bare.pdf', '--trust', '@trust.pem')).toMatchObject({
      exitCode: 2,
      signatures: [{ subIndication: 'TRY_LATER', trust: { reasons: [{ detail: 'no-crl' }] } }],
    });
  });

  it('judges as one would have at another time', async () => {
    const later = await report('@bare.pdf', '--trust', '@trusted', '--at', '2032-11-23T08:00:00Z');
    expect(later).toMatchObject({
      exitCode: 2,
      signatures: [{ subIndication: 'OUT_OF_BOUNDS_NO_POE', proofOfTime: null }],
    });
    expect(
      await report('@bare.pdf', '--trust', '@trusted', '--at', '2026-11-23T16:00:01+08:00'),
    ).toMatchObject({ conclusion: 'valid', judgedAt: '2026-11-23T08:00:01.000Z' });
  });

  it('tells a changed byte from a page painted over since', async () => {
    expect(await report('@twin.pdf', '--trust', '@trusted')).toMatchObject({
      exitCode: 1,
      signatures: [
        {
          subIndication: 'HASH_FAILURE',
          integrity: { status: 'failed', reasons: ['message-digest-mismatch'] },
          changes: { status: 'not-judged', indication: null },
          trust: { status: 'not-judged', indication: null },
        },
      ],
    });
    expect(await report('@painted.pdf', '--trust', '@trusted')).toMatchObject({
      exitCode: 1,
      signatures: [
        {
          conclusion: 'invalid',
          integrity: { status: 'passed' },
          changes: {
            status: 'failed',
            indication: 'TOTAL-FAILED',
            subIndication: 'FORMAT_FAILURE',
            reasons: ['page-content-altered'],
            found: [{ kind: 'page-content-altered', page: 1, isPermitted: false }],
          },
          trust: { status: 'passed' },
        },
      ],
    });
    expect((await run('@painted.pdf')).printed).toContain('page 1: content altered');
  });

  it('judges national seals, in a file and by themselves', async () => {
    expect(await report('@national.pdf', '--trust', '@national')).toMatchObject({
      exitCode: 0,
      signatures: [{ subFilter: 'GM.sm2seal', conclusion: 'valid' }],
    });
    expect(await report('@unit.esl', '--trust', '@national')).toMatchObject({
      exitCode: 0,
      signatures: [],
      seal: { name: '晋城市市场监督管理局', status: 'passed' },
    });
    expect(await report('@unit.esl', '--trust', '@national', '--at', '2031-01-01T00:00:00Z')).toMatchObject({
      exitCode: 1,
      seal: { reasons: expect.arrayContaining([expect.objectContaining({ code: 'SEAL_EXPIRED' })]) },
    });
  });

  it('names what is no signed document', async () => {
    expect(await report('@plain.pdf')).toMatchObject({ exitCode: 2, conclusion: 'unsigned', signatures: [] });
    expect(await report('@text.pdf')).toMatchObject({ exitCode: 3, reasons: ['not-a-document'] });
    expect(await report('@nowhere.pdf')).toMatchObject({
      exitCode: 3,
      reasons: ['cannot-open'],
      sha256: null,
    });
  });

  it('prints a line a file and ends with the code of the worst', async () => {
    const { printed, exitCode } = await run('--json', '@bare.pdf', '@text.pdf', '@twin.pdf', '@plain.pdf');
    const conclusions = printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).conclusion);
    expect(conclusions).toEqual(['undecided', 'unreadable', 'invalid', 'unsigned']);
    expect(exitCode).toBe(1);
    expect((await run('@bare.pdf', '@text.pdf')).exitCode).toBe(3);
  });

  it.each([
    [[]],
    [['@bare.pdf', '--at', '2026-11-23']],
    [['@bare.pdf', '--at', '2026-02-30T99:00:00Z']],
    [['@bare.pdf', '--trust', '@nowhere']],
    [['@bare.pdf', '--trust', '@text.pdf']],
    [['@bare.pdf', '--trusted', '@trusted']],
  ])('refuses to be used wrongly: %j', async (args) => {
    const { exitCode, complaints, printed } = await run(...args);
    expect([exitCode, printed]).toEqual([EXIT_USAGE, '']);
    expect(complaints).toContain('--trust DIR|PEM');
  });
});
