import { Budget } from '../../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import { Stampings } from '../../src/seals/stampings/stampings.service.ts';
import { TimeStamper } from '../../src/trust/time-stamper.ts';
import { TrustError } from '../../src/trust/trust.errors.ts';
import { MARKET, rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { sealPdf } from '../support/sealed-pdf.ts';
import { makeSigningIdentity } from '../support/signing-identity.ts';

let city: StartedCity;
let sealCode: string;
let keys = 0;
const contract = drawPdf({ pages: ['Contract, seal of ZHANG SAN', 'Annex'] }).bytes;
const identity = makeSigningIdentity('p-256');

beforeAll(async () => {
  city = await startCity();
  const [seal] = await rowsOf<{ code: string }>(
    city,
    'SELECT s.code FROM seals s JOIN units u ON u.id = s.unit_id WHERE u.name_zh = $1 ORDER BY s.created_at LIMIT 1',
    [MARKET],
  );
  sealCode = seal?.code ?? '';
}, 60_000);

afterAll(() => city.stop());

const OPTIONS = {
  placements: [
    { at: 'keyword', keyword: 'ZHANG SAN' },
    { at: 'edge', edge: 'right' },
  ],
  line: '2026-11-23 第12号',
  caseNumber: 'HT-2026-12',
  actingOfficer: '王五',
};

interface Sending {
  readonly pdf?: Uint8Array | null;
  readonly options?: unknown;
  readonly key?: string;
  readonly unit?: string | null;
  readonly code?: string;
}

async function stamp({
  pdf = contract,
  options = OPTIONS,
  key,
  unit = MARKET,
  code = sealCode,
}: Sending = {}) {
  const form = new FormData();
  form.set('options', typeof options === 'string' ? options : JSON.stringify(options));
  if (pdf) form.set('file', new Blob([Buffer.from(pdf)], { type: 'application/pdf' }), 'contract.pdf');
  const response = await fetch(`${city.origin}/api/v1/seals/${code}/stampings`, {
    method: 'POST',
    headers: {
      'idempotency-key': key ?? `stamping-${++keys}`,
      ...(unit && { authorization: `Bearer ${city.tokens[unit]}` }),
    },
    body: form,
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), bytes };
}

const problemOf = ({ bytes }: { readonly bytes: Buffer }) => JSON.parse(bytes.toString());

const usesOf = (key: string) =>
  rowsOf<{ state: string; basis: string; void_reason: string | null }>(
    city,
    `SELECT u.state, u.basis, u.void_reason FROM seal_stampings s JOIN seal_uses u ON u.id = s.seal_use_id
     WHERE s.idempotency_key = $1`,
    [key],
  );

describe('sealing a document by the interface', () => {
  it('gives it back sealed at every place in one signature, with its use recorded and logged', async () => {
    const answer = await stamp({ key: 'contract-1' });
    expect(answer).toMatchObject({ status: 201, type: 'application/pdf' });
    const document = PdfDocument.open(answer.bytes, new Budget());
    const signatures = readSignatures(document);
    expect(signatures.filter(({ kind }) => kind === 'signature')).toHaveLength(1);
    expect(signatures.map((one) => judgeIntegrity(document, one).isUnchanged)).not.toContain(false);
    expect(await usesOf('contract-1')).toEqual([
      { state: 'completed', basis: 'standing-rule:unit-document', void_reason: null },
    ]);
    const entries = await rowsOf<{ act: string }>(
      city,
      `SELECT act FROM audit_entries WHERE act IN ('seal.stamp', 'seal-use.intend') ORDER BY id`,
    );
    expect(entries.map(({ act }) => act)).toEqual(['seal-use.intend', 'seal.stamp']);
  });

  it('gives the same file for the same key, and refuses another document under it', async () => {
    const [first, again] = [await stamp({ key: 'contract-2' }), await stamp({ key: 'contract-2' })];
    expect(again.bytes.equals(first.bytes)).toBe(true);
    const other = await stamp({ key: 'contract-2', pdf: drawPdf().bytes });
    expect(other.status).toBe(409);
    expect(problemOf(other)).toMatchObject({ code: 'idempotency-key.reused' });
    expect(await usesOf('contract-2')).toHaveLength(1);
  });

  it('keeps an earlier signature valid', async () => {
    const signed = sealPdf(contract, identity);
    const document = PdfDocument.open((await stamp({ pdf: signed })).bytes, new Budget());
    const verdicts = readSignatures(document).map((one) => judgeIntegrity(document, one));
    expect(verdicts.length).toBeGreaterThan(1);
    expect(verdicts.every(({ isIntact, isUnchanged }) => isIntact && isUnchanged)).toBe(true);
  });

  it.each<[string, number, string, Sending]>([
    ['no document', 400, 'stamping.no-file', { pdf: null }],
    ['what is no PDF', 400, 'pdf-header-missing', { pdf: Buffer.from('hello') }],
    [
      'a certified file',
      400,
      'pdf-certified-against-changes',
      { pdf: sealPdf(contract, identity, { certification: 1 }) },
    ],
    ['options that are no JSON', 400, 'request.invalid', { options: '{' }],
    ['an option that nobody knows', 400, 'request.invalid', { options: { ...OPTIONS, size: 1 } }],
    [
      'a text that cannot be stored',
      400,
      'request.invalid',
      { options: { ...OPTIONS, caseNumber: 'a\u0000' } },
    ],
    [
      'a line that cannot be written',
      400,
      'stamping.misplaced',
      { options: { ...OPTIONS, line: '\u{10ffff}' } },
    ],
    ['a key that is none', 400, 'idempotency-key.missing', { key: 'short' }],
    ['nobody', 401, 'caller.unknown', { unit: null }],
    ['a seal of nobody', 404, 'seal.not-found', { code: '99999999999999' }],
    ['the seal of another unit', 404, 'seal.not-found', { unit: '晋城市民政局' }],
  ])('is refused with %s', async (_, status, code, sending) => {
    const answer = await stamp(sending);
    expect({ status: answer.status, code: problemOf(answer).code }).toEqual({ status, code });
  });

  it('names each placement that misses, and what would be right', async () => {
    const placements = [
      { at: 'keyword', keyword: '（盖章）' },
      { at: 'point', pages: [9], centreXMm: 50, centreYMm: 50 },
    ];
    const answer = await stamp({ key: 'contract-3', options: { ...OPTIONS, placements } });
    expect(problemOf(answer)).toMatchObject({
      code: 'stamping.misplaced',
      errors: [
        { code: 'placement.keyword-not-found', path: 'options/placements/0/keyword' },
        { code: 'placement.page-out-of-range', path: 'options/placements/1/pages' },
      ],
    });
    expect(await usesOf('contract-3')).toEqual([]);
  });

  it('voids the use where no time-stamp is to be had, and seals when asked again', async () => {
    const stamper = city.app.get(TimeStamper, { strict: false });
    const works = stamper.stamp;
    stamper.stamp = () => Promise.reject(new TrustError('trust.no-time-stamp'));
    expect((await stamp({ key: 'contract-4' })).status).toBe(503);
    expect(await usesOf('contract-4')).toMatchObject([{ state: 'void', void_reason: 'trust.no-time-stamp' }]);
    stamper.stamp = works;
    expect((await stamp({ key: 'contract-4' })).status).toBe(201);
    expect(await usesOf('contract-4')).toMatchObject([{ state: 'completed' }]);
  });

  it('waits for whoever works on the request, and gives up what nobody does any more', async () => {
    const [use] = await rowsOf<{ id: string }>(
      city,
      `INSERT INTO seal_uses (id, seal_id, basis, document_sha256, claimed_until)
       SELECT gen_random_uuid(), id, 'standing-rule:unit-document', sha256('x'), now() + interval '60 s'
       FROM seals WHERE code = $1 RETURNING id`,
      [sealCode],
    );
    expect((await stamp({ key: 'contract-5' })).status).toBe(201);
    await rowsOf(city, "UPDATE seal_stampings SET seal_use_id = $1 WHERE idempotency_key = 'contract-5'", [
      use?.id,
    ]);
    const held = await stamp({ key: 'contract-5' });
    expect({ status: held.status, code: problemOf(held).code }).toEqual({
      status: 409,
      code: 'request.in-progress',
    });
    await rowsOf(city, "UPDATE seal_uses SET claimed_until = now() - interval '1 s' WHERE id = $1", [
      use?.id,
    ]);
    const stampings = city.app.get(Stampings, { strict: false });
    expect(await stampings.voidLapsed({ kind: 'system', id: 'test' })).toBe(1);
    expect(await usesOf('contract-5')).toMatchObject([{ state: 'void', void_reason: 'lease-lapsed' }]);
    expect((await stamp({ key: 'contract-5' })).status).toBe(201);
  });
});
