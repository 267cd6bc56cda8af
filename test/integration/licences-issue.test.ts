import { LICENCE_TYPE_SAMPLES } from '../../src/catalogue/samples/licence-type-samples.ts';
import type { IssueLicence } from '../../src/licences/licence-requests.ts';
import { MARKET, rowsOf, type StartedCity, sampleRequest, startCity } from '../support/city.ts';

let city: StartedCity;

beforeAll(async () => {
  city = await startCity();
}, 60_000);

afterAll(() => city.stop());

const problemsOf = (answer: { body: { errors?: { path: string; code: string }[] } }) =>
  (answer.body.errors ?? []).map(({ path, code }) => `${path} ${code}`);

const refusedWith = async (change: (request: IssueLicence) => IssueLicence, type?: string) =>
  problemsOf(await city.issue({ change, ...(type && { type }) }));

describe('issuing a licence', () => {
  it.each(LICENCE_TYPE_SAMPLES.map(({ definition }) => definition.name.zh))(
    'answers with what stands in the register: %s',
    async (type) => {
      const { status, body } = await city.issue({ type });
      expect({ status, body }).toMatchObject({ status: 201, body: { version: 1, state: 'valid' } });
      expect(body.identifier).toMatch(
        /^1\.2\.156\.3005\.2\.[0-9A-Z]{21}\.[0-9A-Z]{18}\.[0-9A-Z]{20}\.001\.[0-9A-Z]$/,
      );
      const [row] = await rowsOf<{ state: string; sha256: string; sm3: Buffer; use: string; sealed: string }>(
        city,
        `SELECT l.state, encode(f.sha256, 'hex') AS sha256, f.sm3, u.state AS use,
           encode(u.sealed_sha256, 'hex') AS sealed
         FROM licences l JOIN licence_versions v ON v.licence_id = l.id JOIN licence_files f ON f.id = v.original_file_id
         JOIN licence_file_seals s ON s.file_id = f.id JOIN seal_uses u ON u.id = s.seal_use_id WHERE l.id = $1`,
        [body.id],
      );
      expect(row).toMatchObject({
        state: 'valid',
        sha256: body.fileSha256,
        use: 'completed',
        sealed: body.fileSha256,
      });
    },
  );

  it('leaves one own entry and one of the seal use in the access log', async () => {
    const { body } = await city.issue();
    const entries = await rowsOf<{ act: string; own: boolean }>(
      city,
      `SELECT act, request_id IS NOT NULL AS own FROM audit_entries
       WHERE object_id = $1 OR object_id = (SELECT x.seal_use_id::text FROM licence_version_seal_uses x
         JOIN licence_versions v ON v.id = x.licence_version_id WHERE v.licence_id = $1::uuid) ORDER BY id`,
      [body.id],
    );
    expect(entries).toEqual([
      { act: 'seal-use.intend', own: false },
      { act: 'licence.issue', own: true },
    ]);
  });
});

describe('the same request again', () => {
  it('makes one licence out of fifty at once', async () => {
    const body = sampleRequest('营业执照', 500_001, city.clock.now()).body;
    const send = () => city.send('POST', '/api/v1/licences', { unit: MARKET, key: 'fifty-at-once', body });
    const answers = await Promise.all(Array.from({ length: 50 }, send));
    const made = answers.filter((answer) => answer.status === 201);
    expect(new Set(made.map((answer) => answer.body.id)).size).toBe(1);
    for (const answer of answers)
      if (answer.status !== 201)
        expect(answer).toMatchObject({ status: 409, body: { code: 'request.in-progress' } });
    expect((await send()).body).toEqual(made[0]?.body);
    const rows = await rowsOf(city, 'SELECT 1 FROM licences WHERE number = $1', [body.number]);
    expect(rows).toHaveLength(1);
  });

  it('gives the kept answer, and a conflict for another body', async () => {
    const now = city.clock.now();
    const body = { ...sampleRequest('营业执照', 500_002, now).body };
    const send = (sent: object) =>
      city.send('POST', '/api/v1/licences', { unit: MARKET, key: 'kept-answer', body: sent });
    const first = await send(body);
    expect(await send(body)).toMatchObject({ status: 201, body: first.body });
    expect(await send({ ...body, caseNumber: 'another' })).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key.reused' },
    });
  });

  it('does not mind the same key of another unit', async () => {
    expect((await city.issue({ key: 'shared-by-two' })).status).toBe(201);
    expect((await city.issue({ key: 'shared-by-two', type: '道路运输经营许可证' })).status).toBe(201);
  });

  it.each([undefined, 'short', 'x'.repeat(129), 'with space in it'])('refuses the key %j', async (key) => {
    const body = sampleRequest('营业执照', 500_003, city.clock.now()).body;
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    expect(await city.send('POST', '/api/v1/licences', { unit: MARKET, headers, body })).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key.missing' },
    });
  });
});

describe('what cannot be issued', () => {
  it('is refused with all reasons at once, by path and in words', async () => {
    const answer = await city.issue({
      change: (request) => ({
        ...request,
        number: 'X1',
        itemCode: 'NOSUCHITEM',
        issuedOn: '2999-01-01',
        caseClosedAt: '2999-01-01T00:00:00Z',
        holders: [{ kind: 'natural-person', name: '张三', codeType: '001', code: '11140500MB9A000142' }],
        fields: { ...request.fields, KZ_CLRQ: '2026-02-30', KZ_NONE: 'x', KZ_LX: '9999' },
      }),
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'licence.refused' } });
    expect(problemsOf(answer).sort()).toEqual([
      'caseClosedAt case.closed-in-future',
      'effectiveOn date.out-of-range',
      'fields/KZ_CLRQ field.not-a-date',
      'fields/KZ_LX field.not-an-option',
      'fields/KZ_NONE field.unknown',
      'holders/0/code uscc.check',
      'holders/0/kind holder.kind',
      'issuedOn date.in-future',
      'issuedOn date.out-of-range',
      'itemCode item.not-of-type',
      'number number.pattern',
    ]);
    for (const { message } of answer.body.errors) expect(message).not.toMatch(/^[a-z.-]+$/);
  });

  it('counts holders, their roles, codes and shares', async () => {
    expect(
      await refusedWith((request) => ({ ...request, holders: request.holders.slice(0, 1) }), '结婚证'),
    ).toEqual(['holders holder.count']);
    expect(
      await refusedWith(
        (request) => ({
          ...request,
          holders: [...request.holders].reverse().map((h) => ({ ...h, role: 'wife' })),
        }),
        '结婚证',
      ),
    ).toContain('holders/0/role holder.role');
    expect(
      await refusedWith(
        (request) => ({
          ...request,
          holders: request.holders.map(({ share: _, code: __, codeType: ___, ...holder }) => holder),
        }),
        '不动产权证书',
      ),
    ).toEqual(
      expect.arrayContaining(['holders/0/code field.required', 'holders/0/share holder.share-required']),
    );
  });

  it('takes no identity number that fails its check, in full or in the old form', async () => {
    const withCode = (code: string) =>
      refusedWith(
        (request) => ({
          ...request,
          holders: [{ ...request.holders[0]!, code }, ...request.holders.slice(1)],
        }),
        '结婚证',
      );
    expect(await withCode('110105194912310021')).toEqual(['holders/0/code citizen-number.check']);
    expect(await withCode('11010519491331002X')).toContain('holders/0/code citizen-number.birth-date');
    expect(await withCode('110105491231002')).toEqual(['holders/0/code citizen-number.legacy']);
  });

  it('says what does not fit the face', async () => {
    const answer = await city.issue({
      change: (request) => ({
        ...request,
        fields: { ...request.fields, KZ_FDDBR: '很'.repeat(100) },
      }),
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'face-refused' } });
    expect(problemsOf(answer)).toEqual(['fields/KZ_FDDBR does-not-fit']);
  });

  it('names the type that the catalogue does not have or the unit does not issue', async () => {
    expect(await refusedWith((request) => ({ ...request, licenceType: '11100000MB0143028R999' }))).toEqual([
      'licenceType catalogue.type-not-found',
    ]);
    const body = sampleRequest('营业执照', 500_010, city.clock.now()).body;
    const others = await city.send('POST', '/api/v1/licences', {
      unit: '晋城市公安局',
      key: 'not-ours-1',
      body,
    });
    expect(problemsOf(others)).toContain('licenceType type.not-issued-by-unit');
  });

  it('is not a second licence with the number of another', async () => {
    await city.issue({ serial: 500_020, key: 'number-first' });
    expect(await city.issue({ serial: 500_020, key: 'number-second' })).toMatchObject({
      status: 409,
      body: { code: 'licence.number-taken' },
    });
  });

  it('needs a body of the right shape', async () => {
    const answer = await city.send('POST', '/api/v1/licences', { unit: MARKET, key: 'no-shape-1', body: {} });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(problemsOf(answer)).toEqual(
      expect.arrayContaining(['licenceType value.required', 'holders value.required']),
    );
  });

  it('is nothing that anyone without a key may ask for', async () => {
    const body = sampleRequest('营业执照', 500_030, city.clock.now()).body;
    expect((await city.send('POST', '/api/v1/licences', { key: 'anonymous-1', body })).status).toBe(401);
  });
});

describe('a seal that is stopped', () => {
  it('seals nothing from that moment on', async () => {
    const own = await startCity();
    try {
      expect((await own.issue()).status).toBe(201);
      await rowsOf(own, "UPDATE seals SET state = 'stopped'");
      expect(await own.issue()).toMatchObject({ status: 409, body: { code: 'seal.not-active' } });
      const rows = await rowsOf(own, "SELECT 1 FROM seal_uses WHERE state <> 'completed'");
      expect(rows).toEqual([]);
    } finally {
      await own.stop();
    }
  }, 60_000);
});
