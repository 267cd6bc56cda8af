import { UnitsService } from '../../src/access/units/units.service.ts';
import { CatalogueQueries } from '../../src/catalogue/catalogue.queries.ts';
import { CatalogueService, type LicenceTypeDraft } from '../../src/catalogue/catalogue.service.ts';
import { LICENCE_TYPE_SAMPLES } from '../../src/catalogue/samples/licence-type-samples.ts';
import { TransactionRunner } from '../../src/platform/database/transaction-runner.ts';
import { makeClient, requestToken, type TestClient } from '../support/client.ts';
import { type StartedApp, startApp } from '../support/start-app.ts';

const [SAMPLE] = LICENCE_TYPE_SAMPLES as [(typeof LICENCE_TYPE_SAMPLES)[number]];
const { definition, face } = SAMPLE;
const BUREAU = {
  uscc: '11140500MB9A000141',
  nameZh: '晋城市市场监督管理局',
  nameEn: 'Jincheng Administration for Market Regulation',
  regionCode: '140500',
  parentId: null,
  managing: false,
  issuing: true,
  using: false,
  phone: null,
};

describe('the catalogue', () => {
  let service: StartedApp;
  let unitId: string;
  let token: string;

  const publish = (draft: Partial<LicenceTypeDraft>) =>
    service.app
      .get(TransactionRunner, { strict: false })
      .run((tx) =>
        service.app
          .get(CatalogueService, { strict: false })
          .publish(tx, { definition, face, basedOnVersion: 0, ...draft }),
      );
  const queries = () => service.app.get(CatalogueQueries, { strict: false });
  const get = (path: string, bearer?: string) =>
    fetch(
      `${service.origin}/api/v1/licence-types${path}`,
      bearer ? { headers: { authorization: `Bearer ${bearer}` } } : {},
    );

  beforeAll(async () => {
    service = await startApp();
    let client: TestClient | undefined;
    await service.app.get(TransactionRunner, { strict: false }).run(async (tx) => {
      const unit = await service.app.get(UnitsService, { strict: false }).create(tx, BUREAU);
      unitId = unit.id;
      client = await makeClient(service, tx, unitId);
    });
    token = (await requestToken(service.origin, client!)).body.access_token ?? '';
  }, 60_000);

  afterAll(() => service?.stop());

  it('keeps every version as it was published', async () => {
    const first = await publish({});
    const next = { ...definition, name: { zh: '营业执照（新）', en: 'Business Licence, new' } };
    const second = await publish({ definition: next, basedOnVersion: 1 });
    expect([first.version, second.version]).toEqual([1, 2]);
    expect((await queries().versionOf(first.versionId)).definition).toEqual(definition);
    expect((await queries().versionOf(first.versionId)).face).toEqual(face);
    expect((await queries().currentOf(definition.code)).definition.name.zh).toBe('营业执照（新）');
  });

  it('refuses a version based on one that is no longer the newest', async () => {
    await expect(publish({ basedOnVersion: 1 })).rejects.toMatchObject({
      code: 'catalogue.version-conflict',
    });
    await expect(publish({ basedOnVersion: 0 })).rejects.toMatchObject({
      code: 'catalogue.version-conflict',
    });
  });

  it('refuses a definition and a face with everything that is wrong in them', async () => {
    const broken = publish({
      definition: {
        ...definition,
        code: '11100000MB03271699001',
        fields: [...definition.fields, definition.fields[0]!],
      },
      face: { ...face, sealPlaces: [] },
      basedOnVersion: 2,
    });
    await expect(broken).rejects.toMatchObject({
      code: 'catalogue.definition-invalid',
      problems: expect.arrayContaining([
        expect.objectContaining({ path: 'definition/code', code: 'definition.code-not-of-body' }),
        expect.objectContaining({ path: 'definition/fields/6/name', code: 'definition.duplicate-field' }),
        expect.objectContaining({ code: 'definition.seal-places' }),
        expect.objectContaining({ code: 'seal-place-missing' }),
      ]),
    });
  });

  it('knows which unit issues a type', async () => {
    const { licenceTypeId } = await queries().currentOf(definition.code);
    expect(await queries().isIssuer(licenceTypeId, unitId)).toBe(false);
    const catalogue = service.app.get(CatalogueService, { strict: false });
    await service.app
      .get(TransactionRunner, { strict: false })
      .run((tx) => catalogue.allowIssuer(tx, licenceTypeId, unitId));
    expect(await queries().isIssuer(licenceTypeId, unitId)).toBe(true);
  });

  it('lists its types and gives one with its fields to anyone', async () => {
    const list = await (await get('')).json();
    expect(list.licenceTypes).toEqual([expect.objectContaining({ code: definition.code, version: 2 })]);
    const one = await (await get(`/${definition.code}`)).json();
    expect(one.fields.map((field: { name: string }) => field.name)).toContain('KZ_JYFW');
    expect(one.faceTemplate).toBeUndefined();
  });

  it('answers a code it does not have, and one that is no code, with problems', async () => {
    const unknown = await get('/11100000000013338W032');
    expect([unknown.status, (await unknown.json()).code]).toEqual([404, 'catalogue.type-not-found']);
    expect((await get('/nonsense')).status).toBe(400);
  });

  it('shows a preview to units alone, as PDF and as PNG', async () => {
    const path = `/${definition.code}/preview`;
    expect((await get(path)).status).toBeGreaterThanOrEqual(401);
    const pdf = await get(path, token);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
    const png = await get(`${path}?format=png&example=1`, token);
    expect([png.status, png.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await get(`${path}?format=gif`, token)).status).toBe(400);
  }, 30_000);
});
