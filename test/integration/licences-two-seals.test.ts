import { CatalogueService } from '../../src/catalogue/catalogue.service.ts';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { PdfError } from '../../src/crypto/pdf/pdf-error.ts';
import { prepareSeal } from '../../src/crypto/pdf/seal-preparation.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import { SealsService } from '../../src/seals/seals.service.ts';
import { SignatureRaising } from '../../src/signing/signature-raising.ts';
import { TrustService } from '../../src/trust/trust.service.ts';
import {
  MARKET,
  rowsOf,
  type StartedCity,
  sampleRequest,
  startCity,
  transactionsOf,
} from '../support/city.ts';
import { askOfFile, askPdfsig } from '../support/pdf-judges.ts';
import { itJudgedBy } from '../support/tools.ts';

let city: StartedCity;

beforeAll(async () => {
  city = await startCity();
}, 60_000);

afterAll(() => city.stop());

const ONE_SEAL = '结婚证';
const SUB_LINE = '企业登记专用章';

/** A second seal for the market bureau, and a version of the business licence that asks for both. */
async function askForTwoSeals(): Promise<void> {
  const [unit] = await rowsOf<{ id: string; uscc: string }>(
    city,
    'SELECT id, uscc FROM units WHERE name_zh = $1',
    [MARKET],
  );
  const { sample } = sampleRequest('营业执照', 1, city.clock.now());
  const { definition, face } = sample;
  const { certificateDer } = await city.app.get(TrustService, { strict: false }).issueDevelopmentSealKey({
    keyId: 'seal-second',
    unit: { name: MARKET, creditCode: unit!.uscc },
    suite: 'p256',
  });
  await transactionsOf(city).run(async (tx) => {
    await city.app.get(SealsService, { strict: false }).create(tx, {
      unitId: unit!.id,
      code: '14050099999999',
      name: MARKET + SUB_LINE,
      subLine: SUB_LINE,
      kind: 'business',
      diameterMm: 38,
      keyId: 'seal-second',
      certificateDer: Buffer.from(certificateDer),
    });
    await city.app.get(CatalogueService, { strict: false }).publish(tx, {
      definition: {
        ...definition,
        signature: {
          ...definition.signature,
          seals: [
            { sealKind: '01', order: 1, certify: true },
            { sealKind: '99', order: 2, certify: false, subLine: SUB_LINE },
          ],
        },
      },
      face: { ...face, sealPlaces: [...face.sealPlaces, { xMm: 110, yMm: 165 }] },
      basedOnVersion: 1,
    });
  });
}

/** What each signature of a file says may follow it, and whether it holds with what did follow. */
function judged(file: Uint8Array) {
  const document = PdfDocument.open(file, new Budget());
  return readSignatures(document).map((signature) => {
    const { isIntact, isUnchanged } = judgeIntegrity(document, signature);
    const { kind, certificationLevel, fieldLocks } = signature;
    return { kind, certificationLevel, locks: fieldLocks.map(({ action }) => action), isIntact, isUnchanged };
  });
}

const HOLDS = { isIntact: true, isUnchanged: true };
const FIRST = { kind: 'signature', certificationLevel: 2, locks: [], ...HOLDS };
const LAST = { kind: 'signature', certificationLevel: undefined, locks: ['All'], ...HOLDS };

async function fileOf(links: { readonly file: string }, unit: string): Promise<Buffer> {
  return (await city.send('GET', links.file, { unit })).body;
}

/** One byte of the page, so that the file stays readable. */
function withPageChanged(file: Buffer): Buffer {
  const twin = Buffer.from(file);
  const at = twin.indexOf('/MediaBox') + '/MediaBox ['.length;
  twin[at] = twin[at] === 0x30 ? 0x31 : 0x30;
  return twin;
}

/** What our own writer says to one more seal. */
function refusalOfFurtherSeal(file: Uint8Array): unknown {
  const seal = { subFilter: 'ETSI.CAdES.detached', fieldName: 'Further', digest: 'sha256' } as const;
  try {
    return prepareSeal(file, { ...seal, reservedCmsBytes: 4000 });
  } catch (error) {
    return error instanceof PdfError ? error.code : error;
  }
}

describe('a licence type that asks for one seal', () => {
  it('certifies the file against all changes, and takes no further seal', async () => {
    const { body } = await city.issue({ type: ONE_SEAL });
    const file = await fileOf(body.links, sampleRequest(ONE_SEAL, 1, city.clock.now()).sample.issuerName);
    expect(judged(file)).toEqual([{ ...FIRST, certificationLevel: 1 }]);
    expect(refusalOfFurtherSeal(file)).toBe('pdf-certified-against-changes');
  });
});

describe('a licence type that asks for two seals', () => {
  let file: Buffer;

  it('gets both in order, the second over exactly the bytes that the first made', async () => {
    await askForTwoSeals();
    const { status, body } = await city.issue();
    expect(status).toBe(201);
    const uses = await rowsOf<{ state: string; document: string; sealed: string; name: string }>(
      city,
      `SELECT u.state, encode(u.document_sha256, 'hex') AS document, encode(u.sealed_sha256, 'hex') AS sealed, s.name
       FROM licence_versions v JOIN licence_version_seal_uses x ON x.licence_version_id = v.id
       JOIN seal_uses u ON u.id = x.seal_use_id JOIN seals s ON s.id = u.seal_id
       WHERE v.licence_id = $1 ORDER BY x.ordinal`,
      [body.id],
    );
    expect(uses.map(({ state, name }) => [state, name])).toEqual([
      ['completed', MARKET],
      ['completed', MARKET + SUB_LINE],
    ]);
    expect(uses[1]?.document).toBe(uses[0]?.sealed);
    expect(uses[1]?.sealed).toBe(body.fileSha256);
    file = await fileOf(body.links, MARKET);
  });

  it('is certified for signing by the first, and its fields are locked by the last', () => {
    expect(judged(file)).toEqual([FIRST, LAST]);
  });

  it('can still be kept valid by a document time-stamp', async () => {
    const raising = city.app.get(SignatureRaising, { strict: false });
    const kept = await raising.raise(file, 'B-LTA');
    expect(judged(kept)).toEqual([FIRST, LAST, expect.objectContaining(HOLDS)]);
  });

  itJudgedBy(
    'pdfsig',
    'certutil',
    'qpdf',
  )('bears two valid seals for poppler, and is sound for qpdf', async () => {
    const root = city.app.get(TrustService, { strict: false }).caCertificate('root');
    const valid = /Signature Validation: Signature is Valid\./g;
    expect((await askPdfsig(withPageChanged(file), root)).text).not.toMatch(valid);
    expect((await askPdfsig(file, root)).text.match(valid)).toHaveLength(2);
    const cut = await askOfFile('qpdf', ['--check'], file.subarray(0, file.length - 300));
    expect(cut.exitCode).not.toBe(0);
    expect((await askOfFile('qpdf', ['--check'], file)).exitCode).toBe(0);
  });
});
