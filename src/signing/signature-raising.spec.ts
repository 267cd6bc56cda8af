import { makeTestPki, type TestPki } from '../../test/factories/test-pki.ts';
import { makeTestRaising } from '../../test/factories/test-signing-services.ts';
import { makeTestTsa } from '../../test/factories/test-trust-services.ts';
import { drawPdf } from '../../test/support/drawn-pdf.ts';
import { sealPdf } from '../../test/support/sealed-pdf.ts';
import { makeSigningIdentity } from '../../test/support/signing-identity.ts';
import { Budget } from '../crypto/pdf/budget.ts';
import { judgeIntegrity } from '../crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../crypto/pdf/pdf-document.ts';
import type { SealOptions } from '../crypto/pdf/seal-options.ts';
import { readSecurityStore } from '../crypto/pdf/security-store.ts';
import { readSignatures } from '../crypto/pdf/signature-reader.ts';
import type { SignatureLevel } from './signature-level.ts';
import type { SignatureRaising } from './signature-raising.ts';

const sealedAt = new Date('2026-11-23T08:00:00Z');
const identity = makeSigningIdentity('p-256');

describe('raising a sealed file', () => {
  let pki: TestPki;
  let now = sealedAt;
  let raising: SignatureRaising;

  beforeAll(async () => {
    pki = await makeTestPki();
    raising = await makeTestRaising(pki, await makeTestTsa(pki), () => now);
  });
  beforeEach(() => {
    now = sealedAt;
  });

  const sealed = (crossReference: 'table' | 'stream', options: Partial<SealOptions> = {}) =>
    sealPdf(drawPdf({ crossReference }).bytes, identity, options);

  function judged(pdf: Uint8Array) {
    const document = PdfDocument.open(pdf, new Budget());
    const verdicts = readSignatures(document).map((signature) => ({
      kind: signature.kind,
      ...judgeIntegrity(document, signature),
    }));
    return { kinds: verdicts.map(({ kind }) => kind), verdicts, store: readSecurityStore(document) };
  }

  it.each<['table' | 'stream', SignatureLevel, string[], number]>([
    ['table', 'B-T', ['signature', 'document-time-stamp'], 0],
    ['table', 'B-LT', ['signature', 'document-time-stamp'], 1],
    ['table', 'B-LTA', ['signature', 'document-time-stamp', 'document-time-stamp'], 1],
    ['stream', 'B-LTA', ['signature', 'document-time-stamp', 'document-time-stamp'], 1],
  ])(
    'with a %s to %s appends what the level asks for, and all that was there keeps holding',
    async (form, level, kinds, responses) => {
      const pdf = sealed(form);
      const raised = await raising.raise(pdf, level);
      expect(Buffer.from(raised).subarray(0, pdf.length).equals(pdf)).toBe(true);
      const answer = judged(raised);
      expect(answer.kinds).toEqual(kinds);
      expect(answer.store.ocspResponsesDer).toHaveLength(responses);
      expect(answer.verdicts.map(({ isIntact, isUnchanged }) => isIntact && isUnchanged)).not.toContain(
        false,
      );
    },
  );

  it('leaves a bare file as it is where no more is asked', async () => {
    const pdf = sealed('table');
    expect(await raising.raise(pdf, 'B-B')).toBe(pdf);
  });

  it('is allowed under a certification against all changes', async () => {
    const { verdicts } = judged(await raising.raise(sealed('table', { certification: 1 }), 'B-LTA'));
    expect(verdicts.map(({ isIntact, isUnchanged }) => isIntact && isUnchanged)).toEqual([true, true, true]);
  });

  it('to B-LTA once more renews: new evidence and a further time-stamp, nothing twice', async () => {
    const first = await raising.raise(sealed('table'), 'B-LTA');
    now = new Date('2027-11-23T08:00:00Z');
    const { kinds, verdicts, store } = judged(await raising.raise(first, 'B-LTA'));
    expect(kinds).toHaveLength(4);
    expect(verdicts.every(({ isIntact, isUnchanged }) => isIntact && isUnchanged)).toBe(true);
    expect([store.ocspResponsesDer.length, store.crlsDer.length]).toEqual([2, 2]);
    const distinct = new Set(store.certificatesDer.map((der) => Buffer.from(der).toString('hex')));
    expect(store.certificatesDer).toHaveLength(distinct.size);
  });

  it.each(['B-LT', 'B-LTA'] as const)(
    'by prolonging %s adds one time-stamp with its evidence, all keeps holding',
    async (level) => {
      const first = await raising.raise(sealed('table'), level);
      now = new Date('2031-11-23T08:00:00Z');
      const prolonged = await raising.prolong(first);
      expect(Buffer.from(prolonged).subarray(0, first.length).equals(first)).toBe(true);
      const { kinds, verdicts, store } = judged(prolonged);
      expect(kinds).toHaveLength(judged(first).kinds.length + 1);
      expect(kinds.at(-1)).toBe('document-time-stamp');
      expect(verdicts.every(({ isIntact, isUnchanged }) => isIntact && isUnchanged)).toBe(true);
      expect(store.crlsDer).toHaveLength(2);
    },
  );

  it('does not hide a byte changed in the page', async () => {
    const raised = Buffer.from(await raising.raise(sealed('table'), 'B-LTA'));
    raised[raised.indexOf('/MediaBox [0 0 595') + 17] = 0x36;
    expect(judged(raised).verdicts.map(({ isIntact }) => isIntact)).toEqual([false, false, false]);
  });

  it('names the evidence by signature in the store', async () => {
    const raised = await raising.raise(sealed('table'), 'B-LT');
    const document = PdfDocument.open(raised, new Budget());
    const store = document.resolveDict(document.catalog.get('DSS'));
    const related = document.resolveDict(store?.get('VRI'));
    expect([...(related?.entries.keys() ?? [])]).toHaveLength(2);
    expect([...(related?.entries.keys() ?? [])][0]).toMatch(/^[0-9A-F]{40}$/);
  });
});
