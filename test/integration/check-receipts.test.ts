import { LogTree } from '../../src/audit/tree/log-tree.ts';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import { MARKET, rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { askOfFile } from '../support/pdf-judges.ts';
import { itJudgedBy } from '../support/tools.ts';

const BROWSER = { accept: 'text/html', 'accept-language': 'zh-CN' };

describe('the receipt of a check', () => {
  let city: StartedCity;
  let licence: { readonly id: string; readonly token: string };
  let capsule: string;
  let pdf: Buffer;
  let number: string;

  beforeAll(async () => {
    city = await startCity();
    licence = (await city.issue()).body;
    capsule = capsuleIn(await (await open(`/v/${licence.token}`)).text());
    const answer = await receiptOf(capsule);
    expect(answer.status).toBe(200);
    number = /receipt-([0-9A-Z]{20})\.pdf/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '';
    pdf = Buffer.from(await answer.arrayBuffer());
  }, 120_000);
  afterAll(() => city?.stop());

  const open = (path: string) => fetch(city.origin + path, { headers: BROWSER, redirect: 'manual' });
  const receiptOf = (result: string) =>
    fetch(`${city.origin}/check/receipt`, {
      method: 'POST',
      headers: BROWSER,
      body: new URLSearchParams({ result }),
    });
  const capsuleIn = (html: string) => /name="result" value="([\w-]+)"/.exec(html)?.[1] ?? '';
  const verdictsOf = (html: string) => [...html.matchAll(/data-verdict="([\w-]+)"/g)].map(([, code]) => code);

  it('is sealed by the unit that manages the service, under a use that is recorded', async () => {
    const document = PdfDocument.open(pdf, new Budget());
    const [signature] = readSignatures(document);
    if (!signature) throw new Error('no signature');
    expect(signature.signerName).toBe('晋城市行政审批服务管理局');
    expect(judgeIntegrity(document, signature)).toMatchObject({ isIntact: true, coversWholeFile: true });
    const uses = await rowsOf<{ state: string }>(city, 'SELECT state FROM seal_uses WHERE case_number = $1', [
      number,
    ]);
    expect(uses).toEqual([{ state: 'completed' }]);
  });

  itJudgedBy('pdfsig')('holds by the word of pdfsig', async () => {
    expect((await askOfFile('pdfsig', ['-nocert'], pdf)).text).toContain('Signature is Valid');
  });

  itJudgedBy('mutool')('says verdict, number, time and that it replaces no licence', async () => {
    const { text } = await askOfFile('mutool', ['draw', '-F', 'text'], pdf);
    for (const said of ['证照真实，现行有效', '核验编号', '不能代替证照', '扫码看现在的结果', '测试证照'])
      expect(text).toContain(said);
    expect(text.replaceAll(/\s/g, '')).toContain(number);
  });

  it('is one for each check: asked for again, the same file', async () => {
    const again = await receiptOf(capsule);
    expect(Buffer.from(await again.arrayBuffer()).equals(pdf)).toBe(true);
    expect(await rowsOf(city, 'SELECT 1 FROM check_receipts')).toHaveLength(1);
  });

  it('keeps the report sealed', async () => {
    const [row] = await rowsOf<{ all: Buffer }>(city, 'SELECT report_sealed AS all FROM check_receipts');
    expect(row?.all.includes('晋城市')).toBe(false);
  });

  it('leads by its code to the result then and the result now', async () => {
    const tree = city.app.get(LogTree, { strict: false });
    while ((await tree.sequence(10_000)).taken > 0);
    expect(verdictsOf(await (await open(`/R/${number}`)).text())).toEqual(['valid', 'valid']);
    const body = { reason: '依法处理', legalBasis: '《行政许可法》第七十条', actingOfficer: '王建国' };
    const revoked = await city.send('POST', `/api/v1/licences/${licence.id}/revocations`, {
      unit: MARKET,
      key: 'revoke-for-receipt',
      body,
    });
    expect(revoked.status).toBe(201);
    expect(verdictsOf(await (await open(`/r/${number}`)).text())).toEqual(['revoked', 'valid']);
  });

  it('is made of a check that found nothing, and says so', async () => {
    const unknown = await (await open('/v/00000000000000000000')).text();
    const answer = await receiptOf(capsuleIn(unknown));
    expect(answer.status).toBe(200);
    const made = /receipt-(\w{20})/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
    expect(verdictsOf(await (await open(`/r/${made}`)).text())).toEqual(['unknown']);
  });

  it('is made of nothing but a result of ours', async () => {
    const twin = `${capsule.slice(0, -4)}${capsule.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    for (const forged of [twin, '', 'x', 'A'.repeat(5_000)])
      expect((await receiptOf(forged)).status).toBe(400);
    expect((await open('/r/00000000000000000000')).status).toBe(404);
  });
});
