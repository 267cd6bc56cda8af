import { request } from 'node:http';
import { readLicenceIdentifier } from '../../src/licences/licence-identifier.ts';
import { encodeStatement, writeStatement } from '../../src/licences/statement/statement.ts';
import { FILE_STORE, type FileStore } from '../../src/platform/storage/file-store.ts';
import { StatementSigner } from '../../src/signing/statement-signer.ts';
import { describeInChromium, launchChromium } from '../support/chromium.ts';
import { MARKET, rowsOf, type StartedCity, sampleRequest, startCity } from '../support/city.ts';

const BROWSER = { accept: 'text/html', 'accept-language': 'zh-CN' };

interface Shown {
  readonly status: number;
  readonly html: string;
  readonly verdict: string | null;
  readonly title: string;
}

interface Issued {
  readonly id: string;
  readonly token: string;
  readonly identifier: string;
  readonly number: string;
  readonly fileSha256: string;
}

describe('checking a licence on the pages', () => {
  let city: StartedCity;
  let business: Issued;
  let marriage: Issued;
  let file: Buffer;

  beforeAll(async () => {
    city = await startCity();
    business = (await city.issue()).body;
    marriage = (await city.issue({ type: '结婚证' })).body;
    const store = city.app.get<FileStore>(FILE_STORE, { strict: false });
    file = await store.get(Buffer.from(business.fileSha256, 'hex'));
  }, 120_000);
  afterAll(() => city.stop());

  async function shown(response: Response): Promise<Shown> {
    const html = await response.text();
    return {
      status: response.status,
      html,
      verdict: /data-verdict="([\w-]+)"/.exec(html)?.[1] ?? null,
      title: /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '',
    };
  }

  const open = async (path: string) =>
    shown(await fetch(city.origin + path, { headers: BROWSER, redirect: 'manual' }));
  const submit = (path: string, body: URLSearchParams | FormData) =>
    fetch(city.origin + path, { method: 'POST', headers: BROWSER, body, redirect: 'manual' });
  const askNumber = async (fields: Record<string, string>) =>
    shown(await submit('/check/number', new URLSearchParams(fields)));

  async function upload(bytes: Uint8Array, name = 'licence.pdf'): Promise<Shown> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), name);
    return shown(await submit('/check/file', form));
  }

  const typeCode = (name: string) => sampleRequest(name, 1, new Date()).sample.definition.code;

  describe('by the QR code', () => {
    it.each(['/v/', '/V/'])(
      'answers %s with the verdict first in the title, striped in a trial',
      async (path) => {
        const { status, verdict, title, html } = await open(path + business.token);
        expect({ status, verdict }).toEqual({ status: 200, verdict: 'valid' });
        expect(title).toBe('证照真实，现行有效 – 晋城市电子证照核验');
        expect(html).toContain('class="striped"');
        expect(html).toContain('晋城市太行云锦文化科技有限公司');
      },
    );

    it('weighs at most 8 KB and runs no script', async () => {
      const url = `${city.origin}/v/${business.token}`;
      const length = await new Promise<number>((resolve, reject) => {
        const asked = request(url, { headers: { ...BROWSER, 'accept-encoding': 'gzip, br' } }, (response) => {
          let total = 0;
          response.on('data', (part: Buffer) => {
            total += part.length;
          });
          response.on('end', () => resolve(total));
        });
        asked.on('error', reject).end();
      });
      expect(length).toBeLessThanOrEqual(8 * 1024);
      expect((await open(`/v/${business.token}`)).html).not.toContain('<script');
    });

    it('shows of a marriage no more than type, state and authority', async () => {
      const { html, verdict } = await open(`/v/${marriage.token}`);
      expect(verdict).toBe('valid');
      expect(html).toContain('结婚证');
      const labels = [...html.matchAll(/<dt>([^<]+)/g)].map(([, label]) => label);
      expect(labels).toEqual(expect.not.arrayContaining(['持证人', '证照编号', '签发日期']));
      const { body } = sampleRequest('结婚证', 1, new Date());
      for (const { name } of body.holders) expect(html).not.toContain(name);
    });

    it.each(['00000000000000000000', 'nonsense', '%E8%AF%81', `${'A'.repeat(200)}`])(
      'says that the code %s is unknown, as a good answer',
      async (token) => {
        expect(await open(`/v/${token}`)).toMatchObject({ status: 200, verdict: 'unknown' });
      },
    );

    it('tells whether it was in force on a day, and keeps a wrong day to be put right', async () => {
      const before = await open(`/v/${business.token}?year=2020-01-02&month=&day=`);
      expect(before.html).toContain('2020年1月2日：当时还没有签发');
      const unreal = await open(`/v/${business.token}?year=2026&month=2&day=30`);
      expect(unreal.html).toContain('这一天不存在');
      expect(unreal.html).toContain('value="30"');
    });
  });

  describe('by number', () => {
    const named = () => ({ number: business.number, licenceType: typeCode('营业执照') });

    it('finds it by number, type and name, however the name is spaced', async () => {
      const { verdict, html } = await askNumber({ ...named(), name: ' 晋城市太行云锦 文化科技有限公司 ' });
      expect(verdict).toBe('valid');
      expect(html).toContain('name="number" value="');
    });

    it('says that the name of a company does not fit', async () => {
      expect(await askNumber({ ...named(), name: '别的公司' })).toMatchObject({
        status: 200,
        verdict: 'mismatch',
      });
    });

    it('answers a wrong name and a wrong number of a marriage with the same page', async () => {
      const licenceType = typeCode('结婚证');
      const wrongName = await askNumber({ licenceType, number: marriage.number, name: '无此人' });
      const wrongNumber = await askNumber({ licenceType, number: 'J140502-2099-999999', name: '无此人' });
      const still = ({ html }: Shown) =>
        html.replace(/[0-9a-f-]{36}|nonce="[^"]+"|\d\d:\d\d:\d\d|value="[^"]*"/g, '');
      expect(wrongName.verdict).toBe('mismatch-personal');
      expect(still(wrongNumber)).toBe(still(wrongName));
      expect(wrongNumber.status).toBe(wrongName.status);
    });

    it('shows all that is missing at once, keeps what was typed and says so in the title', async () => {
      const { status, html, title } = await askNumber({ number: '<b>7</b>', licenceType: '', name: '' });
      expect(status).toBe(400);
      expect(title).toMatch(/^错误：/);
      expect(html).toContain('value="&lt;b>7&lt;/b>"');
      expect([...html.matchAll(/href="#([\w-]+)"><?[^<]/g)].map(([, field]) => field)).toEqual([
        'main',
        'licence-type',
        'name',
      ]);
    });

    it('tells the check character of an identifier at its field', async () => {
      const last = business.identifier.at(-1) === 'A' ? 'B' : 'A';
      const { status, html } = await askNumber({ number: business.identifier.slice(0, -1) + last });
      expect(status).toBe(400);
      expect(html).toContain('id="number-error"');
    });

    it('takes an identifier alone, and then tells nothing of the holder', async () => {
      const { verdict, html } = await askNumber({ number: business.identifier });
      expect(verdict).toBe('valid');
      expect(html).not.toContain('太行云锦');
    });

    it('leads the 20 characters below the QR code to its page', async () => {
      const response = await submit(
        '/check/number',
        new URLSearchParams({ number: business.token.toLowerCase() }),
      );
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe(`/v/${business.token}`);
    });

    it('leads who opens an answer again back to the form', async () => {
      expect(
        (await fetch(`${city.origin}/check/number`, { redirect: 'manual', headers: BROWSER })).status,
      ).toBe(303);
    });
  });

  describe('by file', () => {
    it('calls the original genuine and in force', async () => {
      const { verdict, html } = await upload(file);
      expect(verdict).toBe('valid');
      expect(html).toContain('登记库有此证照，与登记的文件完全相同');
    }, 30_000);

    it('finds out the copy with one byte changed, and takes no field from it', async () => {
      const altered = Buffer.from(file);
      const at = altered.indexOf('/MediaBox');
      altered[at + 11] = (altered[at + 11] ?? 0) ^ 1;
      const { verdict, html } = await upload(altered);
      expect(verdict).toBe('altered');
      expect(html).not.toMatch(/<dt>签名人/);
    }, 30_000);

    it.each([
      ['a text', Buffer.from('not a licence'), 'unreadable'],
      ['a truncated PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'unreadable'],
    ])(
      'says of %s named .pdf that nothing was checked',
      async (_what, bytes, verdict) => {
        expect(await upload(bytes)).toMatchObject({ status: 200, verdict });
      },
      30_000,
    );

    it('asks for a file when none was chosen, and says that an empty one is empty', async () => {
      const none = await upload(Buffer.alloc(0), '');
      expect(none.status).toBe(400);
      expect(none.html).toContain('选择要核验的文件');
      const empty = await upload(Buffer.alloc(0));
      expect(empty.status).toBe(400);
      expect(empty.html).toContain('文件是空的');
    });

    it('refuses what is over 20 MB with a page that says so', async () => {
      const { status, html } = await upload(Buffer.alloc(20 * 1024 * 1024 + 1));
      expect(status).toBe(413);
      expect(html).toContain('文件不能超过20MB');
    }, 30_000);
  });

  /** The statement of the business licence, signed as the service signs it. */
  async function statementOf({ identifier }: Issued): Promise<string> {
    const reading = readLicenceIdentifier(identifier);
    if (reading.kind !== 'read') throw new Error('unreadable');
    const [dates] = await rowsOf<{ issuedOn: string; effectiveOn: string; expiresOn: string | null }>(
      city,
      `SELECT issued_on::text AS "issuedOn", effective_on::text AS "effectiveOn", expires_on::text AS "expiresOn"
       FROM licence_versions WHERE identifier = $1`,
      [identifier],
    );
    const signer = city.app.get(StatementSigner, { strict: false });
    const stated = { keyId: signer.keyId, identifier: reading.identifier, ...dates!, holders: '晋城市太行…' };
    const bytes = encodeStatement(stated);
    return writeStatement(bytes, await signer.sign(bytes));
  }

  it('checks a statement that is pasted where scripts are off', async () => {
    const form = new URLSearchParams({ statement: await statementOf(business) });
    expect(await shown(await submit('/check/statement', form))).toMatchObject({
      status: 200,
      verdict: 'valid',
    });
  });

  describeInChromium('without network', () => {
    it('checks the statement of an issued licence under the headers of the service', async () => {
      const browser = await launchChromium();
      try {
        const context = await browser.newContext();
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => complaints.push(message.text()));
        await page.goto(`${city.origin}/offline`);
        await page.getByText('已存好，可以断网使用').waitFor();
        await context.setOffline(true);
        await page.reload();
        await page.fill('#statement', await statementOf(business));
        await page.click('button[type=submit]');
        await page.getByText('声明真实，状态未核对').waitFor();
        for (const text of ['营业执照', MARKET]) await page.getByText(text).first().waitFor();
        expect(complaints.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
      } finally {
        await browser.close();
      }
    }, 60_000);
  });

  it('lists who issues what', async () => {
    const { html } = await open('/issuers');
    expect(html).toMatch(/晋城市市场监督管理局[\s\S]*?营业执照、食品经营许可证/);
  });

  it('turns red once the licence is revoked, and says so without speaking of a file', async () => {
    const other: Issued = (await city.issue()).body;
    const revoked = await city.send('POST', `/api/v1/licences/${other.id}/revocations`, {
      unit: MARKET,
      key: `revoke-${other.id}`,
      body: {
        reason: '提交虚假材料取得登记',
        legalBasis: '《中华人民共和国市场主体登记管理条例》第四十条',
        actingOfficer: '试办员',
      },
    });
    expect(revoked.status).toBe(201);
    const { verdict, title, html } = await open(`/v/${other.token}`);
    expect(verdict).toBe('revoked');
    expect(title).toMatch(/^证照已被吊销/);
    expect(html).not.toContain('文件本身未被改动');
  });
});
