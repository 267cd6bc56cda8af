import { createHash } from 'node:crypto';
import { TransactionRunner } from '../../src/platform/database/transaction-runner.ts';
import { FILE_STORE, type FileStore } from '../../src/platform/storage/file-store.ts';
import { asPersistedSealUse } from '../../src/signing/persisted-seal-use.ts';
import type { SignatureLevel } from '../../src/signing/signature-level.ts';
import { SigningService } from '../../src/signing/signing.service.ts';
import { TrustService } from '../../src/trust/trust.service.ts';
import { rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { paintOver } from '../support/painted-over-pdf.ts';

const DAY_MS = 86_400_000;
const CAUSE = { kind: 'system', id: 'test' } as const;
/** The register's instants are the database's, so the city begins today. */
const issuedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
const daysLater = (days: number) => new Date(issuedAt.getTime() + days * DAY_MS);

/** A licence and, under the same seal on the same day, files that the register does not know. */
interface SealedOnOneDay {
  readonly city: StartedCity;
  readonly registered: Buffer;
  readonly certificateDer: Buffer;
  sealed(level: SignatureLevel): Promise<Uint8Array>;
}

async function sealOnOneDay(): Promise<SealedOnOneDay> {
  const city = await startCity({ now: issuedAt });
  const { body } = await city.issue({ type: '营业执照' });
  const store = city.app.get<FileStore>(FILE_STORE, { strict: false });
  const [seal] = await rowsOf<{ key_id: string; certificate_der: Buffer }>(
    city,
    `SELECT s.key_id, s.certificate_der FROM licence_file_seals f
     JOIN licence_files l ON l.id = f.file_id JOIN seal_uses u ON u.id = f.seal_use_id
     JOIN seals s ON s.id = u.seal_id WHERE encode(l.sha256, 'hex') = $1`,
    [body.fileSha256],
  );
  if (!seal) throw new Error('the licence bears no seal');
  const { bytes: pdf, layout } = drawPdf();
  const documentDigest = createHash('sha256').update(pdf).digest();
  const use = asPersistedSealUse({ id: 'use-1', sealId: 'seal-1', documentDigest });
  const look = { subFilter: 'ETSI.CAdES.detached', fieldName: 'Seal1', signerName: '晋城市' } as const;
  const sealed = async (level: SignatureLevel) => {
    const signing = city.app.get(SigningService, { strict: false });
    const options = { sealKeyId: seal.key_id, pdf, layout, seal: look, level };
    return (await signing.sealPdf(use, options)).pdf;
  };
  const registered = await store.get(Buffer.from(body.fileSha256, 'hex'));
  return { city, registered, certificateDer: seal.certificate_der, sealed };
}

async function reportOn({ city }: SealedOnOneDay, file: Uint8Array) {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file)]), 'file.pdf');
  const response = await fetch(`${city.origin}/api/v1/verifications/file`, { method: 'POST', body: form });
  expect(response.status).toBe(200);
  return response.json();
}

const PROVEN = { kind: expect.stringMatching(/^(register|time-stamp)$/), at: expect.any(String) };

describe('six years on', () => {
  let day: SealedOnOneDay;
  let levels: Readonly<Record<SignatureLevel, Uint8Array>>;
  beforeAll(async () => {
    day = await sealOnOneDay();
    const [bare, stamped, kept, archived] = await Promise.all(
      (['B-B', 'B-T', 'B-LT', 'B-LTA'] as const).map((level) => day.sealed(level)),
    );
    levels = { 'B-B': bare!, 'B-T': stamped!, 'B-LT': kept!, 'B-LTA': archived! };
    day.city.clock.set?.(daysLater(6 * 365));
  }, 60_000);
  afterAll(() => day?.city.stop());

  it('the registered file is the original, proven by the register or its time-stamp', async () => {
    const report = await reportOn(day, day.registered);
    expect(report).toMatchObject({
      conclusion: { code: 'valid', class: 'G' },
      signatures: [{ indication: 'TOTAL-PASSED', proofOfTime: PROVEN, trustReasons: [] }],
    });
  });

  it('its twin, painted over, is altered', async () => {
    const { conclusion } = await reportOn(day, paintOver(day.registered));
    expect(conclusion.code).toBe('altered');
  });

  it('a bare seal of the same day is undecided: nothing proves when it was made', async () => {
    expect(await reportOn(day, levels['B-B'])).toMatchObject({
      conclusion: { code: 'cannot-check', values: { missing: 'proof-of-time' } },
      signatures: [
        {
          indication: 'INDETERMINATE',
          subIndication: 'OUT_OF_BOUNDS_NO_POE',
          proofOfTime: null,
          trustReasons: [{ code: 'OUT_OF_BOUNDS_NO_POE', detail: 'expired' }],
        },
      ],
    });
  });

  it.each(['B-T', 'B-LT', 'B-LTA'] as const)(
    'a seal of level %s is still good by its time-stamp, on no licence of ours',
    async (level) => {
      const report = await reportOn(day, levels[level]);
      expect(report).toMatchObject({
        conclusion: { code: 'not-ours', values: { recognisedIssuer: true, unchanged: true } },
        signatures: [
          {
            indication: 'TOTAL-PASSED',
            proofOfTime: { kind: 'time-stamp', at: issuedAt.toISOString() },
          },
        ],
      });
      expect(report.facts).toContainEqual({
        name: 'sealGood',
        outcome: 'passed',
        reason: 'good-at-proven-time',
      });
      const twin = Buffer.from(levels[level]);
      twin[twin.indexOf('/MediaBox') + 14] = 0x37;
      expect((await reportOn(day, twin)).conclusion.code).toBe('altered');
    },
  );
});

describe('a seal and its certificate, stopped the day after use', () => {
  let day: SealedOnOneDay;
  let bare: Uint8Array;
  let stamped: Uint8Array;
  beforeAll(async () => {
    day = await sealOnOneDay();
    [bare, stamped] = await Promise.all([day.sealed('B-B'), day.sealed('B-LT')]);
    const { city, certificateDer } = day;
    const trust = city.app.get(TrustService, { strict: false });
    const revocation = { certificateDer, reason: 'keyCompromise', revokedAt: daysLater(1) } as const;
    const transactions = city.app.get(TransactionRunner, { strict: false });
    await transactions.run((tx) => trust.revokeCertificate(tx, revocation, CAUSE));
    await rowsOf(city, `UPDATE seals SET state = 'lost' WHERE certificate_der = $1`, [certificateDer]);
    await rowsOf(city, `UPDATE seal_states SET since = $1 WHERE state = 'lost'`, [daysLater(1)]);
    city.clock.set?.(daysLater(2));
  }, 60_000);
  afterAll(() => day?.city.stop());

  it('leaves the registered file the original', async () => {
    expect(await reportOn(day, day.registered)).toMatchObject({
      conclusion: { code: 'valid' },
      signatures: [{ indication: 'TOTAL-PASSED', proofOfTime: PROVEN }],
    });
  });

  it('leaves a file with a time-stamp from before good, in seal and certificate', async () => {
    const report = await reportOn(day, stamped);
    expect(report.conclusion).toMatchObject({ code: 'not-ours', values: { recognisedIssuer: true } });
    const outcomes = new Map(report.facts.map((fact: { name: string }) => [fact.name, fact]));
    expect(outcomes.get('certificateGood')).toMatchObject({ outcome: 'passed' });
    expect(outcomes.get('sealGood')).toMatchObject({ outcome: 'passed' });
  });

  it('makes a bare one no better than its seal is now', async () => {
    expect(await reportOn(day, bare)).toMatchObject({
      conclusion: { code: 'seal-bad', values: { reason: 'lost' } },
      signatures: [
        {
          indication: 'INDETERMINATE',
          subIndication: 'REVOKED_NO_POE',
          proofOfTime: null,
          trustReasons: [
            { code: 'REVOKED_NO_POE', detail: 'revoked', revokedAt: daysLater(1).toISOString() },
          ],
        },
      ],
    });
  });

  it('leaves a bare one undecided when the seal itself was not stopped', async () => {
    await rowsOf(day.city, `UPDATE seal_states SET since = $1 WHERE state = 'lost'`, [daysLater(9)]);
    expect((await reportOn(day, bare)).conclusion).toMatchObject({
      code: 'cannot-check',
      values: { missing: 'proof-of-time' },
    });
  });
});
