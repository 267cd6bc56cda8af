import { createHash } from 'node:crypto';
import { serialHex } from '../../src/crypto/pki/certificate.ts';
import { seededRandom } from '../../src/demo/degrade-picture.ts';
import { type FileBackground, judgeFile } from '../../src/verification/files/judge-file.ts';
import type { FileInspection, InspectionRequest } from '../../src/verification/inspection/file-inspection.ts';
import { inspectFile } from '../../src/verification/inspection/inspect-file.ts';
import { conclude } from '../../src/verification/verdict/conclude.ts';
import type { Conclusion } from '../../src/verification/verdict/verdict-codes.ts';
import { verdictCodeOf } from '../../src/verification/verdict/verdict-precedence.ts';
import { SAMPLE_DATA, SAMPLE_DOCUMENT } from '../factories/sample-face.ts';
import { makeTestPki, type TestPki } from '../factories/test-pki.ts';
import { paintOver } from '../support/painted-over-pdf.ts';
import { drawSampleLicence, sealByUnit } from '../support/sealed-licence.ts';
import { sealPdf } from '../support/sealed-pdf.ts';
import { makeSigningIdentity } from '../support/signing-identity.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const REGISTERED_AT = new Date('2026-11-23T09:00:01Z');
const IDENTIFIER = String(SAMPLE_DOCUMENT.elements.ZZBS);

let pki: TestPki;
let licence: Buffer;
let request: InspectionRequest;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');

beforeAll(async () => {
  pki = await makeTestPki();
  const { pdf, layout } = drawSampleLicence();
  licence = Buffer.from(await sealByUnit(pdf, pki, pki.unit, layout));
  request = {
    now: NOW.toISOString(),
    recordedAt: REGISTERED_AT.toISOString(),
    anchors: [base64(pki.root.certificate.der)],
    intermediates: [base64(pki.issuing.certificate.der)],
    crls: (await pki.crls(new Date('2026-11-22T00:00:00Z'))).map(base64),
    ocspResponses: [],
  };
});

/** The verdict on `file` when the register holds exactly `licence`, in force. */
async function verdictOn(file: Uint8Array): Promise<{ conclusion: Conclusion; inspection: FileInspection }> {
  const isRegisteredFile = sha256(file) === sha256(licence);
  const asked = isRegisteredFile ? request : { ...request, recordedAt: null };
  const inspection = await inspectFile(file, asked);
  const background: FileBackground = {
    register:
      isRegisteredFile || inspection.claimedIdentifiers.includes(IDENTIFIER)
        ? { kind: 'found', standing: 'in-force' }
        : { kind: 'not-found' },
    isRegisteredFile,
    isOneLicence: true,
    sealOf: () => ({
      name: '晋城市市场监督管理局',
      states: [{ state: 'active', since: NOW }],
      validUntil: new Date('2029-12-31'),
    }),
    isUnitName: (name) => name === '晋城市市场监督管理局',
    now: NOW,
  };
  const judged = judgeFile(inspection, background);
  const conclusion = conclude(judged.facts, {
    subject: judged.subject,
    today: '2026-11-23',
    licence: {
      authority: '晋城市市场监督管理局',
      phone: null,
      effectiveOn: '2026-11-23',
      expiresOn: null,
      stateEffectiveOn: '2026-11-23',
      supersededOn: null,
      currentVersion: 1,
    },
    signer: judged.signer,
    changedPages: judged.changedPages,
    comparison: judged.comparison,
  });
  return { conclusion, inspection };
}

const withByte = (at: number, change: (byte: number) => number): Buffer => {
  const twin = Buffer.from(licence);
  twin[at] = change(twin[at] ?? 0) & 0xff;
  return twin;
};

/** Offsets of the signature's hexadecimal string without its angle brackets. */
function contentsRange(): [start: number, end: number] {
  const start = /\/Contents ?</.exec(licence.toString('latin1'))?.index ?? 0;
  return [licence.indexOf('<', start) + 1, licence.indexOf('>', start)];
}

describe('a sealed licence and its tampered twins', () => {
  it('is valid as it was issued, with every fact passed', async () => {
    const { conclusion, inspection } = await verdictOn(licence);
    expect(inspection.signatures[0]).toMatchObject({
      indication: 'TOTAL-PASSED',
      subIndication: null,
      signer: { commonName: '晋城市市场监督管理局' },
      claimedSigningAt: '2026-11-23T09:00:00.000Z',
      changesSince: [],
    });
    expect(conclusion).toMatchObject({ code: 'valid', class: 'G' });
  });

  it('is altered with one byte changed at any of 200 random places outside /Contents', async () => {
    const random = seededRandom(2026);
    const [start, end] = contentsRange();
    const codes: string[] = [];
    for (let done = 0; done < 200; ) {
      const at = Math.floor(random() * licence.length);
      if (at >= start - 1 && at <= end) continue;
      done += 1;
      const { conclusion } = await verdictOn(withByte(at, (byte) => byte ^ (1 << Math.floor(random() * 8))));
      if (conclusion.code !== 'altered') codes.push(`${conclusion.code} at ${at}`);
    }
    expect(codes).toEqual([]);
  });

  it('is altered with bytes in the padding of /Contents', async () => {
    const [, end] = contentsRange();
    for (const back of [1, 2, 63]) {
      const { conclusion } = await verdictOn(withByte(end - back, () => 0x31));
      expect(conclusion.code).toBe('altered');
    }
  });

  it('is altered with a newline appended', async () => {
    const { conclusion } = await verdictOn(Buffer.concat([licence, Buffer.from('\n')]));
    expect(conclusion).toMatchObject({ code: 'altered', values: { registered: true } });
  });

  it('is incomplete, not altered, when its end is missing', async () => {
    const { inspection } = await verdictOn(licence.subarray(0, Math.floor(licence.length / 2)));
    expect(inspection.obstacle).toBe('incomplete');
  });

  it('is altered with an update that paints over the name, which tells the page', async () => {
    const { conclusion, inspection } = await verdictOn(paintOver(licence));
    expect(inspection.signatures[0]?.facts.unchangedSinceSealing.outcome).toBe('passed');
    expect(conclusion).toMatchObject({
      code: 'altered',
      values: { registered: true, pages: [{ page: 1 }] },
    });
  });

  it('is an impostor’s when a stranger’s authority certified our name', async () => {
    const stranger = await makeTestPki();
    const sealed = await sealByUnit(drawSampleLicence().pdf, stranger, stranger.unit);
    expect((await verdictOn(sealed)).conclusion).toMatchObject({
      code: 'impostor',
      values: { authority: '晋城市市场监督管理局' },
    });
  });

  it('is not of this city when somebody else sealed the same page', async () => {
    const sealed = sealPdf(drawSampleLicence().pdf, makeSigningIdentity('p-256', '某某市公安局', '某某市'));
    expect((await verdictOn(sealed)).conclusion).toMatchObject({
      code: 'not-ours',
      values: { signer: '某某市公安局', unchanged: true, recognisedIssuer: false },
    });
  });

  it('is a copy to compare without its seal, found by the code on the page', async () => {
    const { conclusion, inspection } = await verdictOn(drawSampleLicence().pdf);
    expect(inspection).toMatchObject({ form: 'scan-pdf', signatures: [], pageCount: 1 });
    expect(inspection.codes).toContain(SAMPLE_DATA.checkAddress);
    expect(conclusion).toMatchObject({ code: 'copy-to-compare', class: 'A' });
  });

  it('is revoked, with the file itself unaltered, when the certificate is good and the register says so', async () => {
    const facts = judgeFile(await inspectFile(licence, request), {
      register: { kind: 'found', standing: 'revoked' },
      isRegisteredFile: true,
      isOneLicence: true,
      sealOf: () => null,
      isUnitName: () => false,
      now: NOW,
    }).facts;
    expect(verdictCodeOf(facts, 'sealed-file')).toBe('revoked');
  });

  it('cannot be checked while nothing proves when the now revoked certificate was used', async () => {
    const serial = serialHex(pki.unit.certificate.serialNumber);
    const revocation = { serialHex: serial, revokedAt: NOW, reason: 'keyCompromise' } as const;
    const crls = await pki.crls(new Date('2026-11-23T10:00:00Z'), [revocation]);
    const unproven = { ...request, recordedAt: null, crls: crls.map(base64) };
    const [signature] = (await inspectFile(licence, unproven)).signatures;
    expect(signature).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
    const [registered] = (await inspectFile(licence, { ...request, crls: unproven.crls })).signatures;
    expect(registered).toMatchObject({ indication: 'TOTAL-PASSED' });
  });
});
