import { CatalogueService } from '../../src/catalogue/catalogue.service.ts';
import { SealsService } from '../../src/seals/seals.service.ts';
import { TrustService } from '../../src/trust/trust.service.ts';
import {
  MARKET,
  rowsOf,
  type StartedCity,
  sampleRequest,
  startCity,
  transactionsOf,
} from '../support/city.ts';

let city: StartedCity;

beforeAll(async () => {
  city = await startCity();
}, 60_000);

afterAll(() => city.stop());

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
            { sealKind: '01', order: 1, certify: false },
            { sealKind: '99', order: 2, certify: false, subLine: SUB_LINE },
          ],
        },
      },
      face: { ...face, sealPlaces: [...face.sealPlaces, { xMm: 110, yMm: 165 }] },
      basedOnVersion: 1,
    });
  });
}

describe('a licence type that asks for two seals', () => {
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
  });
});
