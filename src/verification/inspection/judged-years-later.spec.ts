import { makeTestPki, type TestPki } from '../../../test/factories/test-pki.ts';
import { TestValidationData } from '../../../test/factories/test-signing-services.ts';
import { stampOfDigest } from '../../../test/factories/test-stamps.ts';
import { makeTestResponder } from '../../../test/factories/test-trust-services.ts';
import { sealStamped } from '../../../test/support/stamped-seal.ts';
import { prepareDocumentTimeStamp } from '../../crypto/pdf/document-time-stamp.ts';
import { appendValidationData } from '../../crypto/pdf/security-store-update.ts';
import type { ValidationData } from '../../crypto/pdf/validation-data.ts';
import { serialHex } from '../../crypto/pki/certificate.ts';
import type { FileInspection, InspectionRequest } from './file-inspection.ts';
import { inspectFile } from './inspect-file.ts';

const SEALED_AT = new Date('2026-11-23T08:00:00Z');
/** The unit's certificate ended with 2029, the responder's with 2027; the time-stamp authority is in force. */
const SIX_YEARS_ON = new Date('2032-11-23T08:00:00Z');

type Part = keyof ValidationData;

describe('a sealed file that no register knows, judged six years on with nothing but the root', () => {
  let pki: TestPki;
  let stamped: Uint8Array;
  let bare: Uint8Array;
  let data: ValidationData;
  beforeAll(async () => {
    pki = await makeTestPki();
    stamped = await sealStamped(pki, SEALED_AT);
    bare = await sealStamped(pki, SEALED_AT, async () => undefined);
    const source = new TestValidationData(pki, await makeTestResponder(pki), () => SEALED_AT);
    ({ data } = await source.collect([]));
  });

  const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');

  function judge(file: Uint8Array, changes: Partial<InspectionRequest> = {}): Promise<FileInspection> {
    return inspectFile(file, {
      now: SIX_YEARS_ON.toISOString(),
      recordedAt: null,
      anchors: [base64(pki.root.certificate.der)],
      intermediates: [],
      crls: [],
      ocspResponses: [],
      ...changes,
    });
  }

  const without = (part: Part): ValidationData => ({ ...data, [part]: [] });

  async function archived(file: Uint8Array): Promise<Uint8Array> {
    const prepared = prepareDocumentTimeStamp(file, 12_000);
    return prepared.embed(await stampOfDigest(pki, prepared.messageDigest, SEALED_AT));
  }

  const MADE: Readonly<Record<string, () => Uint8Array | Promise<Uint8Array>>> = {
    'B-LT': () => appendValidationData(stamped, data),
    'B-LTA': () => archived(appendValidationData(stamped, data)),
    'B-B with a document time-stamp behind it and evidence behind that': async () =>
      appendValidationData(await archived(bare), data),
  };

  it.each(Object.entries(MADE))('is good: %s', async (_, make) => {
    const { signatures, nothingAdded } = await judge(await make());
    expect(nothingAdded.outcome).toBe('passed');
    expect(signatures).toMatchObject([
      {
        indication: 'TOTAL-PASSED',
        proofOfTime: { at: SEALED_AT.toISOString() },
        grounds: { trustReasons: [], revokedLaterAt: null },
      },
    ]);
  });

  it.each(Object.entries(MADE))('is changed with one byte of the page changed: %s', async (_, make) => {
    const twin = Buffer.from(await make());
    twin[twin.indexOf('/MediaBox [0 0 595') + 17] = 0x36;
    expect((await judge(twin)).signatures).toMatchObject([
      { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' },
    ]);
  });

  /** What is missing, and by which code and detail that is told. */
  const MISSING: readonly (readonly [string, () => Uint8Array | Promise<Uint8Array>, string, string])[] = [
    [
      'a time-stamp, with evidence',
      () => appendValidationData(bare, data),
      'OUT_OF_BOUNDS_NO_POE',
      'expired',
    ],
    ['word on the authorities (B-T)', () => stamped, 'NO_CERTIFICATE_CHAIN_FOUND', 'issuer-missing'],
    [
      'the authority between',
      () => appendValidationData(stamped, without('certificatesDer')),
      'NO_CERTIFICATE_CHAIN_FOUND',
      'issuer-missing',
    ],
    [
      'word on the seal’s certificate',
      () => appendValidationData(stamped, without('ocspResponsesDer')),
      'TRY_LATER',
      'no-crl',
    ],
    [
      'word on the time-stamp’s certificate',
      () => appendValidationData(stamped, without('crlsDer')),
      'OUT_OF_BOUNDS_NO_POE',
      'expired',
    ],
  ];

  it.each(MISSING)('is undecided and says so without %s', async (_, make, code, detail) => {
    const [signature] = (await judge(await make())).signatures;
    expect(signature).toMatchObject({ indication: 'INDETERMINATE', subIndication: code });
    expect(signature?.grounds.trustReasons).toContainEqual(expect.objectContaining({ code, detail }));
  });

  it.each([['B-T'], ['B-LT']])('names the time-stamp that is not proven good: %s', async (level) => {
    const file = level === 'B-T' ? stamped : appendValidationData(stamped, without('crlsDer'));
    const { timeStamps, signatures } = await judge(file);
    expect(signatures[0]?.proofOfTime).toBeNull();
    expect(timeStamps).toMatchObject([
      { kind: 'time-stamp', outcome: 'unknown', reasons: [{ code: 'TRY_LATER', detail: 'no-crl' }] },
    ]);
  });

  it('is undecided without a root, whatever it carries', async () => {
    const [signature] = (await judge(appendValidationData(stamped, data), { anchors: [] })).signatures;
    expect(signature).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      facts: { signerTrusted: { outcome: 'unknown', reason: 'no-trust-list' } },
    });
  });

  it('is undecided with one byte of the evidence changed', async () => {
    const [answer = Buffer.alloc(0)] = data.ocspResponsesDer;
    const twin = Buffer.from(answer);
    twin[twin.length - 40] = (twin.at(-40) ?? 0) ^ 1;
    const file = appendValidationData(stamped, { ...data, ocspResponsesDer: [twin] });
    expect((await judge(file)).signatures[0]).toMatchObject({ subIndication: 'TRY_LATER' });
  });

  it('was never good when it was sealed after its certificate ended', async () => {
    const lateAt = new Date('2030-06-01T00:00:00Z');
    const crlsDer = await pki.crls(lateAt);
    const late = appendValidationData(await sealStamped(pki, lateAt), { ...data, crlsDer });
    const [signature] = (await judge(late)).signatures;
    expect(signature).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'EXPIRED' });
  });

  it('is good as a bare seal once its bytes are registered, and judged at the earlier proof with a time-stamp', async () => {
    const recordedAt = '2026-11-23T08:00:05.000Z';
    const known = { recordedAt, intermediates: [base64(pki.issuing.certificate.der)] };
    const crls = (await pki.crls(new Date('2026-11-23T00:00:00Z'))).map(base64);
    const [registered] = (await judge(bare, { ...known, crls })).signatures;
    expect(registered).toMatchObject({
      indication: 'TOTAL-PASSED',
      proofOfTime: { kind: 'register', at: recordedAt },
    });
    const [stampedToo] = (await judge(stamped, { ...known, crls })).signatures;
    expect(stampedToo).toMatchObject({
      indication: 'TOTAL-PASSED',
      proofOfTime: { kind: 'time-stamp', at: SEALED_AT.toISOString() },
    });
  });

  it('cannot hide a revocation of the judge’s own list behind lists of its own', async () => {
    const revocation = {
      serialHex: serialHex(pki.unit.certificate.serialNumber),
      revokedAt: new Date('2026-11-22T00:00:00Z'),
      reason: 'keyCompromise' as const,
    };
    const own = await pki.crls(new Date('2026-11-25T00:00:00Z'), [revocation]);
    const stranger = await makeTestPki();
    const many = await Promise.all(
      Array.from({ length: 60 }, async (_, day) => {
        const lists = await stranger.crls(new Date(Date.UTC(2026, 11, 1 + day)));
        return lists[1] ?? Buffer.alloc(0);
      }),
    );
    const file = appendValidationData(stamped, { ...data, crlsDer: [...data.crlsDer, ...many] });
    expect((await judge(file)).signatures[0]).toMatchObject({ indication: 'TOTAL-PASSED' });
    const [signature] = (await judge(file, { crls: own.map(base64) })).signatures;
    expect(signature).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'REVOKED' });
  }, 20_000);
});
