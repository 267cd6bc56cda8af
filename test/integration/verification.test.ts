import { printPage } from '../../src/demo/print-page.ts';
import { FILE_STORE, type FileStore } from '../../src/platform/storage/file-store.ts';
import { readWrittenCode } from '../../src/verification/lookups/written-code.ts';
import { type Answer, rowsOf, type StartedCity, sampleRequest, startCity } from '../support/city.ts';
import { slowPdf } from '../support/hostile-files.ts';
import { paintOver } from '../support/painted-over-pdf.ts';
import { codesSideBySide, pdfOfPicture, photoOf } from '../support/printed-pictures.ts';

let city: StartedCity;
let business: Answer['body'];
let marriage: Answer['body'];
let businessPdf: Buffer;

beforeAll(async () => {
  city = await startCity();
  business = (await city.issue({ type: '营业执照' })).body;
  marriage = (await city.issue({ type: '结婚证' })).body;
  businessPdf = await fileOf(business);
}, 60_000);

afterAll(() => city.stop());

const fileOf = (issued: Answer['body']): Promise<Buffer> =>
  city.app.get<FileStore>(FILE_STORE, { strict: false }).get(Buffer.from(issued.fileSha256, 'hex'));

const check = (path: string, body?: unknown) =>
  city.send(body === undefined ? 'GET' : 'POST', `/api/v1/verifications/${path}`, { body });

async function upload(file: Uint8Array, name = 'file.pdf'): Promise<Answer> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file)]), name);
  const response = await fetch(`${city.origin}/api/v1/verifications/file`, { method: 'POST', body: form });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const holderOf = (type: string): string => sampleRequest(type, 1, new Date()).body.holders[0]?.name ?? '';

const numberOf = (issued: Answer['body']): string => issued.number;

describe('a check by QR token', () => {
  it('says valid with the register’s public fields, and its number is the log entry', async () => {
    const { status, body } = await check(`token/${business.token}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      channel: 'token',
      trial: true,
      conclusion: { code: 'valid', class: 'G' },
      licence: { state: 'in-force', number: business.number, version: 1 },
      facts: [
        { name: 'registerKnows', outcome: 'passed' },
        { name: 'inForce', outcome: 'passed' },
      ],
    });
    expect(body.licence.publicFields.length).toBeGreaterThan(0);
    const entries = await rowsOf<{ act: string; object_id: string; body: Buffer }>(
      city,
      `SELECT act, object_id, body FROM audit_entries WHERE convert_from(body, 'UTF8') LIKE $1`,
      [`%"id":"${body.reference}"%`],
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ act: 'verification.token', object_id: business.id });
    expect(JSON.parse(String(entries[0]?.body))).toMatchObject({ outcome: 'succeeded', code: 'valid' });
  });

  it('says the same again while nothing has changed, with a number and an instant of its own', async () => {
    const [first, second] = [await check(`token/${business.token}`), await check(`token/${business.token}`)];
    const { reference, checkedAt, ...rest } = second.body;
    expect(rest).toEqual({ ...first.body, reference: undefined, checkedAt: undefined });
    expect(reference).not.toBe(first.body.reference);
    expect(Date.parse(checkedAt)).toBeGreaterThanOrEqual(Date.parse(first.body.checkedAt));
    expect(second.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('tells of a change at the very next scan', async () => {
    const { body: issued } = await city.issue({ type: '食品经营许可证' });
    const unit = sampleRequest('食品经营许可证', 1, new Date()).sample.issuerName;
    const body = { reason: '依法处理', legalBasis: '《行政许可法》第六十九条', actingOfficer: '王五' };
    const stateAfter = async (act: string) => {
      await city.send('POST', `/api/v1/licences/${issued.id}/${act}`, { unit, key: `scan-${act}`, body });
      return (await check(`token/${issued.token}`)).body.licence.state;
    };
    expect((await check(`token/${issued.token}`)).body.licence.state).toBe('in-force');
    expect(await stateAfter('suspensions')).toBe('suspended');
    expect(await stateAfter('resumptions')).toBe('in-force');
    expect(await stateAfter('revocations')).toBe('revoked');
  });

  it('shows state, type and authority alone of a personal type', async () => {
    const { body } = await check(`token/${marriage.token}`);
    expect(body.conclusion.code).toBe('valid');
    expect(Object.keys(body.licence).sort()).toEqual([
      'currentVersion',
      'issuer',
      'licenceType',
      'state',
      'version',
    ]);
    expect(JSON.stringify(body)).not.toContain(holderOf('结婚证'));
  });

  it('knows no code that was never given, nor one that is none', async () => {
    for (const token of ['0'.repeat(20), 'no-token', '%E2%98%83', 'a'.repeat(250)]) {
      const { status, body } = await check(`token/${token}`);
      expect([status, body.conclusion.code]).toEqual([200, 'unknown']);
    }
  });

  it('tells whether it was in force on a day, and refuses days that are none', async () => {
    const { body } = await check(`token/${business.token}?on=2001-02-03`);
    expect(body.onDate).toEqual({ on: '2001-02-03', inForce: false, state: 'not-issued', version: null });
    expect((await check(`token/${business.token}?on=2026-02-30`)).status).toBe(400);
    expect((await check(`token/${business.token}?on=2999-01-01`)).status).toBe(400);
  });
});

describe('a check by identifier', () => {
  it('shows nothing of the person without a name, more with it', async () => {
    const alone = await check('identifier', { identifier: ` ${business.identifier.toLowerCase()} ` });
    expect(alone.body).toMatchObject({ conclusion: { code: 'valid' } });
    expect(alone.body.licence).not.toHaveProperty('number');
    const name = holderOf('营业执照');
    const named = await check('identifier', { identifier: business.identifier, name });
    expect(named.body.licence).toMatchObject({ number: business.number, holders: [{ name, masked: false }] });
  });

  it('says what is wrong with a mistyped one', async () => {
    const last = business.identifier.at(-1) === 'A' ? 'B' : 'A';
    const { status, body } = await check('identifier', {
      identifier: business.identifier.slice(0, -1) + last,
    });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      {
        path: 'identifier',
        code: 'identifier.check-character',
        message: '编号最后一位对不上，对照证照再输一次',
      },
    ]);
  });
});

describe('a check by face number and name', () => {
  const ask = (type: string, number: string, name: string) =>
    check('number', { licenceType: type, number, name });
  const typeOf = (issued: Answer['body']) => issued.identifier.split('.')[5];

  it('finds it by any holder’s name, however it is spaced, and masks persons', async () => {
    const { holders } = sampleRequest('结婚证', 1, new Date()).body;
    const second = holders[1]?.name ?? '';
    const { body } = await ask(typeOf(marriage), numberOf(marriage), ` ${[...second].join(' ')} `);
    expect(body).toMatchObject({ conclusion: { code: 'valid' }, licence: { number: marriage.number } });
    expect(body.licence.holders).toHaveLength(2);
    for (const { name } of holders) expect(JSON.stringify(body)).not.toContain(name);
  });

  it('answers a wrong name of a public type with mismatch, a wrong number with unknown', async () => {
    const wrongName = await ask(typeOf(business), numberOf(business), '不是这个名称');
    expect(wrongName.body.conclusion.code).toBe('mismatch');
    const wrongNumber = await ask(typeOf(business), '91140500MB0000000X', '不是这个名称');
    expect(['unknown', undefined]).toContain(wrongNumber.body.conclusion?.code);
  });

  it('answers wrong number and wrong name of a personal type alike: status, shape, length and time', async () => {
    const timed = async (number: string, name: string) => {
      const startedAt = performance.now();
      const { status, body } = await ask(typeOf(marriage), number, name);
      const took = performance.now() - startedAt;
      const { reference, checkedAt, ...rest } = body;
      return { status, rest, length: JSON.stringify(body).length, took };
    };
    const wrongName = await timed(numberOf(marriage), '李不在');
    const wrongNumber = await timed('J140500-1999-000001', '李不在');
    expect(wrongName.rest.conclusion).toMatchObject({ code: 'mismatch-personal', class: 'N' });
    expect(wrongNumber.rest).toEqual(wrongName.rest);
    expect(wrongNumber.status).toBe(wrongName.status);
    expect(wrongNumber.length).toBe(wrongName.length);
    expect(Math.min(wrongName.took, wrongNumber.took)).toBeGreaterThanOrEqual(29);
  });

  it('asks for all three', async () => {
    const { status, body } = await ask('', '  ', '');
    expect(status).toBe(400);
    expect(body.errors.map(({ code }: { code: string }) => code).sort()).toEqual([
      'name.empty',
      'number.empty',
      'type.unknown',
    ]);
  });
});

describe('a check by statement', () => {
  it('compares what our key signed with the register', async () => {
    const statement = /[A-Z2-7]{150,224}/.exec(businessPdf.toString('latin1'))?.[0] ?? '';
    expect(readWrittenCode(statement, city.origin).kind).toBe('statement');
    const { body } = await check('statement', { statement });
    expect(body).toMatchObject({ conclusion: { code: 'valid' }, licence: { state: 'in-force' } });
    expect(body.facts).toContainEqual({
      name: 'contentMatches',
      outcome: 'passed',
      reason: 'all-items-match',
    });
    const forged = statement.slice(0, 60) + (statement[60] === 'A' ? 'B' : 'A') + statement.slice(61);
    expect((await check('statement', { statement: forged })).body.conclusion.code).toBe('foreign-code');
  });
});

describe('a check of a file', () => {
  it('says valid of the file as issued, with its time-stamp as proof of time, earlier than the register', async () => {
    const { status, body } = await upload(businessPdf);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      channel: 'file',
      conclusion: { code: 'valid', class: 'G' },
      file: { form: 'pdf', pageCount: 1, byteLength: businessPdf.length },
      licence: { number: business.number },
      signatures: [{ indication: 'TOTAL-PASSED', proofOfTime: { kind: 'time-stamp' }, changesSince: [] }],
    });
    expect(body.facts.map(({ outcome }: { outcome: string }) => outcome)).not.toContain('unknown');
    expect(body.facts.length).toBeGreaterThanOrEqual(9);
  });

  it('says altered of a twin and shows what the register says of the number alone', async () => {
    const { body } = await upload(paintOver(businessPdf));
    expect(body).toMatchObject({ conclusion: { code: 'altered', values: { registered: true } } });
    expect(body.licence).toMatchObject({ state: 'in-force' });
    expect(body.licence).not.toHaveProperty('holders');
    const newline = await upload(Buffer.concat([businessPdf, Buffer.from('\n')]));
    expect(newline.body.conclusion.code).toBe('altered');
  });
});

describe('a check of what is left of a licence on paper', () => {
  it('calls a print to PDF, and a photo of it, a copy to compare, with the register beside', async () => {
    const scan = await printPage(businessPdf, 150);
    for (const [file, form] of [
      [await pdfOfPicture(scan), 'scan-pdf'],
      [await photoOf(scan), 'picture'],
    ] as const) {
      const { body } = await upload(file);
      expect(body).toMatchObject({
        conclusion: { code: 'copy-to-compare', class: 'A' },
        file: { form },
        licence: { number: business.number, state: 'in-force' },
        signatures: [],
      });
      expect(body.facts).toContainEqual({
        name: 'contentMatches',
        outcome: 'unknown',
        reason: 'not-compared',
      });
    }
  }, 30_000);

  it('says that two codes on one picture speak of different licences', async () => {
    const two = await codesSideBySide([business.checkAddress, marriage.checkAddress]);
    expect((await upload(two)).body.conclusion).toMatchObject({
      code: 'copy-differs',
      values: { items: ['identifier'] },
    });
  });

  it('names the domain of a foreign code and nothing more', async () => {
    const foreign = await codesSideBySide(['https://pay.example/order?secret=1']);
    const { body } = await upload(foreign);
    expect(body.conclusion).toEqual({ code: 'foreign-code', class: 'N', values: { domain: 'pay.example' } });
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});

describe('a bad upload', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), 400, 'verification.invalid'],
    ['a file over 20 MB', Buffer.alloc((20 << 20) + 1), 413, 'request.too-large'],
  ])('is refused: %s', async (_what, file, status, code) => {
    const answer = await upload(file);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is refused without a file, or as something else than a form', async () => {
    const form = new FormData();
    form.append('other', 'x');
    const url = `${city.origin}/api/v1/verifications/file`;
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(400);
    const json = await check('file', { file: 'x' });
    expect(json.status).toBeGreaterThanOrEqual(400);
    expect(json.status).toBeLessThan(500);
  });

  it('is a verdict where it is a file: text named .pdf', async () => {
    const { status, body } = await upload(Buffer.from('hello'), '证照.pdf');
    expect(status).toBe(200);
    expect(body.conclusion).toEqual({ code: 'unreadable', class: 'N', values: { reason: 'not-a-document' } });
  });

  it('delays no other check while a bomb is judged', async () => {
    const bomb = upload(slowPdf());
    const startedAt = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        at % 2 ? upload(businessPdf) : check(`token/${business.token}`),
      ),
    );
    expect(performance.now() - startedAt).toBeLessThan(4_500);
    expect(answers.map(({ body }) => body.conclusion.code)).toEqual(Array(20).fill('valid'));
    expect((await bomb).body.conclusion).toMatchObject({
      code: 'unreadable',
      values: { reason: 'too-costly' },
    });
  }, 20_000);
});

describe('after a revocation', () => {
  it('says revoked of the code and of the file, and of the file that it is itself unaltered', async () => {
    const issued = (await city.issue({ type: '食品经营许可证' })).body;
    const pdf = await fileOf(issued);
    const { sample } = sampleRequest('食品经营许可证', 1, new Date());
    const revoked = await city.send('POST', `/api/v1/licences/${issued.id}/revocations`, {
      unit: sample.issuerName,
      key: 'revoke-for-verification',
      body: { reason: '提供虚假材料', legalBasis: '行政许可法第六十九条', actingOfficer: '王五' },
    });
    expect(revoked.status).toBeLessThan(300);
    expect((await check(`token/${issued.token}`)).body.conclusion).toMatchObject({
      code: 'revoked',
      class: 'R',
      values: { state: 'revoked', fileUnaltered: false },
    });
    expect((await upload(pdf)).body.conclusion).toMatchObject({
      code: 'revoked',
      values: { fileUnaltered: true },
    });
  });
});
