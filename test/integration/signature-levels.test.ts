import { createHash } from 'node:crypto';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { embeddedEvidence, proofsOfTime } from '../../src/crypto/pdf/proof-of-time.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import type { KeySuite } from '../../src/crypto/pki/key-suite.ts';
import { type PathVerdict, validatePath } from '../../src/crypto/pki/validate-path.ts';
import { TransactionRunner } from '../../src/platform/database/transaction-runner.ts';
import { asPersistedSealUse } from '../../src/signing/persisted-seal-use.ts';
import { reaches, SIGNATURE_LEVELS, type SignatureLevel } from '../../src/signing/signature-level.ts';
import { SigningService } from '../../src/signing/signing.service.ts';
import { TrustService } from '../../src/trust/trust.service.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { askOfFile, askPdfsig } from '../support/pdf-judges.ts';
import { type StartedApp, startApp } from '../support/start-app.ts';
import { itJudgedBy } from '../support/tools.ts';

const UNIT = { name: '晋城市民政局', creditCode: '11140500MB9A000141' };
const CAUSE = { kind: 'system', id: 'test' } as const;
const DAY_MS = 86_400_000;
/** Outside judges go by the machine's clock, so the certificates must hold today. */
const sealedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
const daysLater = (days: number) => new Date(sealedAt.getTime() + days * DAY_MS);
const { bytes: pdf, layout } = drawPdf({ ballastBytes: 80_000 });
const use = asPersistedSealUse({
  id: 'use-1',
  sealId: 'seal-1',
  documentDigest: createHash('sha256').update(pdf).digest(),
});

describe('a seal at each level', () => {
  let started: StartedApp;
  let trust: TrustService;
  let anchors: readonly Uint8Array[];

  beforeAll(async () => {
    started = await startApp({ now: sealedAt });
    trust = started.app.get(TrustService, { strict: false });
    anchors = trust.anchors();
    for (const suite of ['p256', 'rsa2048', 'sm2'] as const) {
      await trust.issueDevelopmentSealKey({ keyId: `seal-${suite}`, unit: UNIT, suite });
    }
  });
  afterAll(() => started?.stop());

  async function sealed(level: SignatureLevel, suite: KeySuite = 'p256', keyId = `seal-${suite}`) {
    const signing = started.app.get(SigningService, { strict: false });
    const seal = { subFilter: 'ETSI.CAdES.detached', fieldName: 'Seal1', signerName: UNIT.name } as const;
    const { pdf: file } = await signing.sealPdf(use, { sealKeyId: keyId, pdf, layout, seal, level });
    return file;
  }

  /** As someone far away judges it at `now`: with our root, and with what the file itself carries. */
  function judgedOffline(file: Uint8Array, now: Date, crls: readonly Uint8Array[] = []) {
    const document = PdfDocument.open(file, new Budget());
    const judged = readSignatures(document).map((signature) => ({
      signature,
      integrity: judgeIntegrity(document, signature),
    }));
    const { earliest, timeStamps } = proofsOfTime(document, judged, { anchors, pool: [], crls, now });
    const embedded = embeddedEvidence(document, judged);
    const [proof] = earliest;
    const certificateDer = judged[0]?.integrity.signerCertificateDer ?? Buffer.alloc(0);
    const path: PathVerdict = validatePath({
      certificateDer,
      anchors,
      pool: embedded.certificatesDer,
      crls: [...crls, ...embedded.crlsDer],
      ocspResponses: embedded.ocspResponsesDer,
      at: proof?.at ?? now,
      now,
      instantIsProven: proof !== undefined,
    });
    const isSound = judged.every(({ integrity }) => integrity.isIntact && integrity.isUnchanged);
    return { isSound, proof, path, timeStamps, kinds: judged.map(({ signature }) => signature.kind) };
  }

  const CASES = SIGNATURE_LEVELS.flatMap((level) =>
    (['p256', 'rsa2048', 'sm2'] as const).map((suite) => ({ level, suite })),
  );

  it.each(CASES)('$level with $suite is sound, its page signed as it was drawn', async ({ level, suite }) => {
    const file = await sealed(level, suite);
    expect(Buffer.from(file).subarray(0, pdf.length).equals(pdf)).toBe(true);
    const { isSound, proof, kinds } = judgedOffline(file, sealedAt);
    expect(isSound).toBe(true);
    expect(kinds).toEqual(level === 'B-LTA' ? ['signature', 'document-time-stamp'] : ['signature']);
    expect(proof?.kind).toBe(reaches(level, 'B-LT') ? 'signature-time-stamp' : undefined);
  });

  it('B-LT is good six years on without asking anyone; the bare one of the same day is undecided', async () => {
    const later = daysLater(6 * 365);
    const kept = judgedOffline(await sealed('B-LT'), later);
    expect(kept).toMatchObject({ proof: { at: sealedAt }, path: { status: 'passed' } });
    const bare = judgedOffline(await sealed('B-B'), later);
    expect(bare.proof).toBeUndefined();
    expect(bare.path).toMatchObject({ status: 'undecided', reasons: [{ code: 'OUT_OF_BOUNDS_NO_POE' }] });
  });

  it('B-T stays good when its certificate is revoked the day after; a bare one is undecided', async () => {
    const unit = { keyId: 'seal-lost', unit: UNIT, suite: 'p256' as const };
    const { certificateDer } = await trust.issueDevelopmentSealKey(unit);
    const stamped = await sealed('B-T', 'p256', 'seal-lost');
    const bare = await sealed('B-B', 'p256', 'seal-lost');
    const revocation = { certificateDer, reason: 'keyCompromise', revokedAt: daysLater(1) } as const;
    const transactions = started.app.get(TransactionRunner, { strict: false });
    await transactions.run((tx) => trust.revokeCertificate(tx, revocation, CAUSE));
    const { crls } = await trust.evidence();
    expect(judgedOffline(stamped, daysLater(2), crls)).toMatchObject({
      proof: { at: sealedAt },
      path: { status: 'passed', revokedLaterAt: daysLater(1) },
    });
    expect(judgedOffline(bare, daysLater(2), crls).path).toMatchObject({
      status: 'undecided',
      reasons: [{ code: 'REVOKED_NO_POE' }],
    });
  });

  it('proves nothing any more once the authority of its last time-stamp has ended', async () => {
    const judgedAfter = daysLater(16 * 365);
    const { timeStamps, proof } = judgedOffline(await sealed('B-LTA'), judgedAfter);
    expect(proof).toBeUndefined();
    expect(timeStamps.map(({ verdict }) => verdict.reasons.map(({ code }) => code))).toEqual([
      ['authority-ended-since'],
      ['authority-ended-since'],
    ]);
  });

  it('proves nothing with a token of an authority that is not ours', async () => {
    const document = PdfDocument.open(await sealed('B-LT'), new Budget());
    const judged = readSignatures(document).map((signature) => ({
      signature,
      integrity: judgeIntegrity(document, signature),
    }));
    const strange = proofsOfTime(document, judged, { anchors: [], pool: [], crls: [], now: sealedAt });
    expect(strange.earliest).toEqual([undefined]);
    expect(strange.timeStamps).toMatchObject([{ verdict: { status: 'undecided' } }]);
  });

  describe.each(['p256', 'rsa2048'] as const)('before outside judges, with %s', (suite) => {
    itJudgedBy('pdfsig', 'certutil')(
      'is valid and trusted for pdfsig at every level, and no longer with one byte of the page changed',
      async () => {
        for (const level of SIGNATURE_LEVELS) {
          const file = await sealed(level, suite);
          const twin = Buffer.from(file);
          twin[twin.indexOf('/MediaBox') + 14] = 0x37;
          expect((await askPdfsig(twin, anchors[0] ?? Buffer.alloc(0))).text).toContain('Digest Mismatch');
          const { text } = await askPdfsig(file, anchors[0] ?? Buffer.alloc(0));
          expect(text).toContain('Signature is Valid');
          expect(text).toContain('Certificate is Trusted');
          expect(text).toContain('Total document signed');
        }
      },
      60_000,
    );

    itJudgedBy('qpdf', 'mutool')(
      'is a sound file for qpdf and unchanged since signing for MuPDF',
      async () => {
        for (const level of SIGNATURE_LEVELS) {
          const file = await sealed(level, suite);
          expect(await askOfFile('qpdf', ['--check'], file)).toMatchObject({ exitCode: 0 });
          const { text } = await askOfFile('mutool', ['sign', '-v'], file);
          expect(text).not.toContain('Digest error');
        }
      },
      60_000,
    );
  });
});
