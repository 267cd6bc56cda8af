import { createHash } from 'node:crypto';
import { MARKET, type StartedCity, startCity } from '../support/city.ts';

let city: StartedCity;

beforeAll(async () => {
  city = await startCity({ now: '2026-11-23T04:00:00Z' });
}, 60_000);

afterAll(() => city.stop());

const read = (path: string, unit = MARKET, headers = {}) =>
  city.send('GET', `/api/v1/licences${path}`, { unit, headers });
const found = (answer: { body: { licences: { id: string }[] } }) => answer.body.licences.map(({ id }) => id);
const encoded = {
  'x-purpose': encodeURIComponent('办理变更'),
  'x-acting-officer': encodeURIComponent('王建国'),
};

async function revoke(id: string, effectiveAt: string) {
  return city.send('POST', `/api/v1/licences/${id}/revocations`, {
    unit: MARKET,
    key: `revoke-${id}`,
    body: { reason: '处罚', legalBasis: '《行政处罚法》', actingOfficer: '王建国', effectiveAt },
  });
}

describe('reading a licence', () => {
  it('shows the issuing unit its licence with persons masked', async () => {
    const issued = await city.issue({ type: '道路运输经营许可证' });
    const { body } = await read(`/${issued.body.id}`, '晋城市交通运输局');
    expect(body).toMatchObject({ id: issued.body.id, standing: 'in-force', version: 1 });
    expect(body.file.sha256).toBe(issued.body.fileSha256);
    expect(body.versions).toHaveLength(1);
  });

  it('shows persons whole only with a purpose and an officer', async () => {
    const unit = '晋城市民政局';
    const { body: licence } = await city.issue({ type: '结婚证' });
    const masked = await read(`/${licence.id}`, unit);
    expect(masked.body.holders[0]).toMatchObject({ role: 'husband', masked: true });
    expect(masked.body.holders[0].name).toContain('*');
    expect(masked.body.holders[0].code).toMatch(/^\d{4}\*{10}/);
    expect(masked.body.fields).toEqual({});
    const whole = await read(`/${licence.id}`, unit, encoded);
    expect(whole.body.holders[0].code).toMatch(/^\d{17}[\dX]$/);
    expect(whole.body.fields.KZ_HYZP.format).toBeDefined();
    const nobody = await read(`/${licence.id}`, unit, { 'x-purpose': 'a' });
    expect(nobody).toMatchObject({ status: 403, body: { code: 'caller.officer-missing' } });
  });

  it('hands out exactly the bytes whose digest it told', async () => {
    const { body: licence } = await city.issue();
    const file = await read(`/${licence.id}/file`);
    expect(createHash('sha256').update(file.body).digest('hex')).toBe(licence.fileSha256);
    expect(file.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('营业执照')}`,
    );
    expect(await read(`/${licence.id}/file?version=2`)).toMatchObject({ status: 404 });
  });

  it('tells every event with both times', async () => {
    const { body: licence } = await city.issue();
    await revoke(licence.id, '2026-11-23T10:00:00+08:00');
    const { body } = await read(`/${licence.id}/events`);
    expect(body.events.map((event: { type: string }) => event.type)).toEqual(['issued', 'revoked']);
    expect(body.events[1]).toMatchObject({
      effectiveAt: '2026-11-23T02:00:00.000Z',
      legalBasis: '《行政处罚法》',
    });
  });

  it.each(['', '/file', '/events'])('knows no licence of another unit%s', async (part) => {
    const { body: licence } = await city.issue();
    expect(await read(`/${licence.id}${part}`, '晋城市公安局')).toMatchObject({
      status: 404,
      body: { code: 'licence.not-found' },
    });
    expect((await read(`/9b2d8f3a-0000-4000-8000-000000000000${part}`)).status).toBe(404);
  });

  it('asks callers without a key for one', async () => {
    expect((await city.send('GET', '/api/v1/licences')).status).toBe(401);
    const wrong = { authorization: 'Bearer zz_AAAAAAAA_'.padEnd(62, 'A') };
    expect((await city.send('GET', '/api/v1/licences', { headers: wrong })).status).toBe(401);
  });
});

describe('expiry', () => {
  it('happens by date in every answer, at 24:00 in Shanghai', async () => {
    const unit = '晋城市市场监督管理局';
    const own = await startCity({ now: '2026-11-23T04:00:00Z' });
    try {
      const { body: licence } = await own.issue({ type: '食品经营许可证' });
      const lastDay = (await own.send('GET', `/api/v1/licences/${licence.id}`, { unit })).body.expiresOn;
      const standing = async () =>
        (await own.send('GET', `/api/v1/licences/${licence.id}`, { unit })).body.standing;
      const inForce = async () =>
        (await own.send('GET', '/api/v1/licences?state=in-force', { unit })).body.licences.length;
      own.clock.set?.(`${lastDay}T23:59:59.999+08:00`);
      expect([await standing(), await inForce()]).toEqual(['in-force', 1]);
      own.clock.set?.(new Date(Date.parse(`${lastDay}T23:59:59.999+08:00`) + 1));
      expect([await standing(), await inForce()]).toEqual(['expired', 0]);
    } finally {
      await own.stop();
    }
  }, 60_000);
});

describe('searching', () => {
  it('finds by identifier, number, holder code and holder name, however they are written', async () => {
    const { body: licence } = await city.issue({ type: '不动产权证书' });
    const unit = '晋城市规划和自然资源局';
    const { body: whole } = await read(`/${licence.id}`, unit, encoded);
    const [holder] = whole.holders;
    const queries = {
      identifier: licence.identifier.toLowerCase(),
      number: licence.number,
      holderCode: ` ${holder.code.toLowerCase()} `,
      holderName: [...holder.name].join(' '),
    };
    for (const [name, value] of Object.entries(queries)) {
      expect(found(await read(`?${name}=${encodeURIComponent(value)}`, unit))).toContain(licence.id);
      expect(found(await read(`?${name}=${encodeURIComponent(`${value}9`)}`, unit))).not.toContain(
        licence.id,
      );
      expect(found(await read(`?${name}=${encodeURIComponent(value)}`))).toEqual([]);
    }
  });

  it('tells the state on a day: before, between and after a revocation', async () => {
    const { body: licence } = await city.issue({ change: (body) => ({ ...body, issuedOn: '2026-01-10' }) });
    await revoke(licence.id, '2026-03-01T00:00:00+08:00');
    const on = async (state: string, day: string) =>
      found(await read(`?state=${state}&on=${day}&number=${licence.number}`)).length;
    expect(await on('in-force', '2026-02-28')).toBe(1);
    expect(await on('revoked', '2026-02-28')).toBe(0);
    expect(await on('revoked', '2026-03-01')).toBe(1);
    expect(await on('in-force', '2026-03-01')).toBe(0);
    expect(await on('in-force', '2026-01-09')).toBe(0);
  });

  it('pages through everything once, newest first', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await read(`?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(page.status).toBe(200);
      seen.push(...found(page));
      cursor = page.body.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(found(await read('?limit=100')));
    expect(seen.length).toBeGreaterThan(4);
  });

  it.each(['cursor=xyz', 'limit=0', 'limit=101', 'on=2026-02-30', 'state=good', 'licenceType=x'])(
    'refuses %s',
    async (query) => {
      expect((await read(`?${query}`)).status).toBe(400);
    },
  );
});
