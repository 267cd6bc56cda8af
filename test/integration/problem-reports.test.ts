import { LogTree } from '../../src/audit/tree/log-tree.ts';
import { MARKET, rowsOf, type StartedCity, startCity } from '../support/city.ts';

const CIVIL_AFFAIRS = '晋城市民政局';
const MANAGING = '晋城市行政审批服务管理局';
const BROWSER = { accept: 'text/html', 'accept-language': 'zh-CN' };
const SEEN = '张三在凤台西街的店里挂的证照，地址与核验结果不同';

describe('reporting a problem', () => {
  let city: StartedCity;
  /** Number of a check of a licence of the market bureau. */
  let checked: string;

  beforeAll(async () => {
    city = await startCity({ environment: { ZZ_RATE_LIMIT_PER_MINUTE: '100000' } });
    const { token } = (await city.issue()).body;
    checked = (await city.send('GET', `/api/v1/verifications/token/${token}`)).body.reference;
  }, 120_000);
  afterAll(() => city?.stop());

  const open = (path: string) => fetch(city.origin + path, { headers: BROWSER, redirect: 'manual' });
  const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${city.origin}/problem`, {
      method: 'POST',
      headers: { ...BROWSER, ...headers },
      body: new URLSearchParams({ kind: 'suspected-forgery', text: SEEN, ...fields }),
      redirect: 'manual',
    });
  const reportsOf = async (unit: string, query = '') =>
    (await city.send('GET', `/api/v1/problem-reports${query}`, { unit })).body;

  it('leads from a result to a form that knows the number of the check', async () => {
    const { token } = (await city.issue()).body;
    const result = await (await open(`/v/${token}`)).text();
    const [, address = ''] = /href="(\/problem\?check=[0-9a-f-]{36})"/.exec(result) ?? [];
    expect(await (await open(address)).text()).toContain(`value="${address.slice(-36)}"`);
  });

  it('gives a number that can be opened again, and keeps nothing personal in clear', async () => {
    const answer = await send({ contact: '13900000000', checkReference: checked });
    expect(answer.status).toBe(303);
    const address = answer.headers.get('location') ?? '';
    expect(address).toMatch(/^\/problem\/[0-9A-HJKMNP-TV-Z]{12}$/);
    const receipt = await open(address);
    expect(receipt.status).toBe(200);
    expect((await receipt.text()).replace(/<\/?span>/g, '')).toContain(address.slice(-12));
    const [row] = await rowsOf<{ all: string }>(
      city,
      'SELECT string_agg(p::text, $1) AS all FROM problem_reports p',
      ['\n'],
    );
    expect(row?.all).not.toContain('13900000000');
    expect(row?.all).not.toContain(Buffer.from('张三').toString('hex'));
    const log = await rowsOf<{ body: Buffer }>(
      city,
      `SELECT body FROM audit_entries WHERE act = 'problem-report.submit'`,
    );
    expect(log).toHaveLength(1);
    expect(log[0]?.body.toString()).not.toMatch(/张三|13900000000/);
  });

  it('is read by the unit that issued the licence, whole, and by no other', async () => {
    const tree = city.app.get(LogTree, { strict: false });
    while ((await tree.sequence(10_000)).taken > 0);
    const { reports } = await reportsOf(MARKET);
    expect(reports).toMatchObject([
      { kind: 'suspected-forgery', checkReference: checked, text: SEEN, contact: '13900000000' },
    ]);
    expect(reports[0].licenceId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await reportsOf(CIVIL_AFFAIRS)).reports).toEqual([]);
    expect((await city.send('GET', '/api/v1/problem-reports')).status).toBe(401);
  });

  it('goes to the managing bureau where no licence is known, page by page', async () => {
    await send({ checkReference: '00000000-0000-4000-8000-000000000000', text: '第一件' });
    await send({ text: '第二件' });
    const first = await reportsOf(MANAGING, '?limit=1');
    expect(first.reports).toMatchObject([{ text: '第二件', licenceId: null, contact: null }]);
    const second = await reportsOf(MANAGING, `?limit=1&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ reports: [{ text: '第一件' }], nextCursor: null });
    expect((await reportsOf(MARKET)).reports).toHaveLength(1);
  });

  it('keeps what was typed where something has to be changed', async () => {
    const answer = await send({ kind: '', contact: 'x@example.cn' });
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html).toContain('选择要反映的问题');
    expect(html).toContain('value="x@example.cn"');
    expect(html).toContain(SEEN);
  });

  it('takes nothing that another site sends, and knows no number that it has not given', async () => {
    expect((await send({}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send({}, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await open('/problem/ABCDEFGH0123')).status).toBe(404);
  });

  it('lets one address send five at once', async () => {
    const statuses: number[] = [];
    for (let sent = 0; sent < 5; sent++) statuses.push((await send({ text: `第${sent}次` })).status);
    expect(statuses).toContain(429);
  });

  it('lets the service change and remove no report', async () => {
    const may = await rowsOf<{ update: boolean; remove: boolean }>(
      city,
      `SELECT has_table_privilege('zz_app', 'problem_reports', 'UPDATE') AS update,
         has_table_privilege('zz_app', 'problem_reports', 'DELETE') AS remove`,
    );
    expect(may).toEqual([{ update: false, remove: false }]);
  });
});
