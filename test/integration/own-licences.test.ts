import { createPublicKey } from 'node:crypto';
import { verifyReceipt } from '../../src/audit/proofs/log-receipt.ts';
import { verifyCheckpoint } from '../../src/crypto/merkle/checkpoint.ts';
import { verifyInclusion } from '../../src/crypto/merkle/inclusion-proof.ts';
import { leafHash } from '../../src/crypto/merkle/leaf-hash.ts';
import type { RunningProvider } from '../../src/demo/demo-identity-provider.ts';
import { type Answer, rowsOf, type StartedCity, sampleRequest, startCity } from '../support/city.ts';
import { newBrowser, sessionOf, signInAs } from '../support/holder-sign-in.ts';
import { PEOPLE, PUBLIC_ORIGIN, startIdentityProvider } from '../support/identity-provider.ts';
import { settleLog } from '../support/log-tree.ts';

const OWN = '/api/v1/own-licences';
const NOW = new Date();
const CIVIL_AFFAIRS = sampleRequest('结婚证', 1, NOW).sample.issuerName;

let provider: RunningProvider;
let city: StartedCity;
let wife: string;
let husband: string;
/** Ids of licences by what they are here. */
const ids: Record<'marriage' | 'card' | 'company' | 'birth' | 'mistyped', string> = {
  marriage: '',
  card: '',
  company: '',
  birth: '',
  mistyped: '',
};

beforeAll(async () => {
  const started = await startIdentityProvider();
  provider = started;
  city = await startCity({ environment: started.environment });
  ids.marriage = (await city.issue({ type: '结婚证' })).body.id;
  ids.card = (await city.issue({ type: '社会保障卡' })).body.id;
  ids.company = (await city.issue({ type: '营业执照' })).body.id;
  ids.birth = (await city.issue({ type: '出生医学证明' })).body.id;
  ids.mistyped = await issuedToAnotherName();
  wife = await signedIn('欧阳㛃');
  husband = await signedIn('陈𬀩');
}, 120_000);

afterAll(async () => {
  await city?.stop();
  await provider?.stop();
});

/** A card whose number a clerk mistyped: it is that of 欧阳㛃, the name is another's. */
async function issuedToAnotherName(): Promise<string> {
  const issued = await city.issue({
    type: '社会保障卡',
    change: (request) => ({
      ...request,
      holders: request.holders.map((holder) => ({ ...holder, name: '欧阳娟' })),
    }),
  });
  expect(issued.status).toBe(201);
  return issued.body.id;
}

async function signedIn(label: string): Promise<string> {
  const browser = newBrowser(city);
  await signInAs(browser, label, { until: `${PUBLIC_ORIGIN}/holder` });
  return sessionOf(browser) ?? '';
}

const as = (session: string, path: string): Promise<Answer> =>
  city.send('GET', path, { headers: { cookie: `zz-session=${session}` } });

const listed = async (session: string): Promise<string[]> =>
  (await as(session, OWN)).body.licences.map(({ id }: { id: string }) => id);

describe('the licences of a signed-in holder', () => {
  it('are those under their number and their name: a marriage for each of the two', async () => {
    expect(await listed(wife)).toEqual([ids.card, ids.marriage]);
    expect(await listed(husband)).toEqual([ids.marriage]);
  });

  it('are masked, and say whether they are in force', async () => {
    const { body } = await as(wife, OWN);
    expect(body.licences[1]).toMatchObject({
      id: ids.marriage,
      standing: 'in-force',
      holders: [
        { role: 'husband', name: '陈*', code: '1405**********0015', masked: true },
        { role: 'wife', name: '欧*㛃', masked: true },
      ],
    });
    const whole = JSON.stringify([body, (await as(wife, `${OWN}/${ids.card}`)).body]);
    for (const { claims } of PEOPLE.slice(0, 2)) expect(whole).not.toContain(claims['id_number']);
  });

  it('stay theirs when they are no longer in force', async () => {
    const { body: issued } = await city.issue({ type: '社会保障卡' });
    const act = { reason: '遗失补办', legalBasis: '办法第九条', actingOfficer: '李明' };
    const { sample } = sampleRequest('社会保障卡', 1, NOW);
    const path = `/api/v1/licences/${issued.id}/cancellations`;
    await city.send('POST', path, { unit: sample.issuerName, key: 'own-cancel-1', body: act });
    expect((await as(wife, `${OWN}/${issued.id}`)).body).toMatchObject({ standing: 'cancelled' });
    expect(await listed(wife)).toContain(issued.id);
  });

  it('can be downloaded as they were sealed', async () => {
    const file = await as(wife, `${OWN}/${ids.marriage}/file`);
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    const issuers = await city.send('GET', `/api/v1/licences/${ids.marriage}/file`, { unit: CIVIL_AFFAIRS });
    expect(file.body.equals(issuers.body)).toBe(true);
  });
});

describe('a licence that is somebody else’s', () => {
  const foreign = [
    ['of another person', () => [husband, ids.card]],
    ['of a company', () => [wife, ids.company]],
    ['with their number under another name', () => [wife, ids.mistyped]],
    ['of their newborn, on which they stand as mother in a field', () => [wife, ids.birth]],
    ['that does not exist', () => [wife, '5b0c2f6e-6f0c-4a7c-9f3e-6f2f0d9b0a01']],
  ] as const satisfies readonly (readonly [string, () => readonly string[]])[];

  it.each(foreign)('(%s) is not found, and the attempt is logged', async (_whose, given) => {
    const [session = '', id = ''] = given();
    for (const part of ['', '/file', '/log']) {
      const { status, body } = await as(session, `${OWN}/${id}${part}`);
      expect([part, status, body.code]).toEqual([part, 404, 'licence.not-found']);
    }
    const [row] = await rowsOf<{ count: string }>(
      city,
      `SELECT count(*) FROM audit_entries WHERE outcome = 'refused' AND object_id = $1 AND act LIKE 'own-licence.%'`,
      [id],
    );
    expect(Number(row?.count)).toBe(3);
  });

  it('is not to be had without signing in, nor by a system of a unit', async () => {
    const path = `${OWN}/${ids.marriage}`;
    expect((await city.send('GET', path)).body.code).toBe('caller.unknown');
    expect((await city.send('GET', path, { unit: CIVIL_AFFAIRS })).body.code).toBe('caller.forbidden');
  });
});

describe('who looked at a licence', () => {
  const settle = () => settleLog(city);
  const headers = {
    'x-purpose': encodeURIComponent('办理户口登记'),
    'x-acting-officer': encodeURIComponent('王建国'),
  };

  it('is told by act, time, unit, purpose and result, without anybody else’s data', async () => {
    const { body: issued } = await city.issue({ type: '结婚证' });
    await city.send('GET', `/api/v1/licences/${issued.id}`, { unit: CIVIL_AFFAIRS, headers });
    await city.send('GET', `/api/v1/verifications/token/${issued.token}`);
    await as(husband, `${OWN}/${issued.id}/file`);
    await as(wife, `${OWN}/${issued.id}`);
    await settle();
    const { body } = await as(wife, `${OWN}/${issued.id}/log`);
    const unit = { nameZh: CIVIL_AFFAIRS, nameEn: expect.any(String) };
    expect(body.next).toBeNull();
    expect(body.entries).toMatchObject([
      { act: 'own-licence.read', by: 'self', unit: null },
      { act: 'verification.token', by: 'anyone', unit: null, code: 'valid' },
      { act: 'licence.read', by: 'unit', unit, purpose: '办理户口登记', outcome: 'succeeded' },
      { act: 'licence.issue', by: 'unit', unit, purpose: null },
    ]);
    expect(Object.keys(body.entries[0]).sort()).toEqual(
      ['act', 'at', 'by', 'code', 'id', 'outcome', 'proof', 'purpose', 'unit'].sort(),
    );
    expect(JSON.stringify(body)).not.toMatch(/王建国|127\.0\.0|c1:/);
  });

  it('comes with proofs that hold against the log’s key, and with receipts until there are any', async () => {
    await as(wife, `${OWN}/${ids.card}`);
    await settle();
    const key = createPublicKey((await city.send('GET', '/api/v1/log/key.pem')).body.toString());
    const { body } = await as(wife, `${OWN}/${ids.card}/log`);
    expect(body.entries.length).toBeGreaterThan(1);
    for (const { id, proof } of body.entries) {
      const [row] = await rowsOf<{ body: Buffer }>(
        city,
        `SELECT e.body FROM audit_entries e JOIN audit_leaves l
         ON l.written_by = e.written_by AND l.entry_row = e.id WHERE l.entry_id = $1`,
        [id],
      );
      const leaf = leafHash(row?.body ?? Buffer.alloc(0));
      expect(proof.leafHash).toBe(Buffer.from(leaf).toString('base64'));
      if (proof.state === 'promised') {
        const origin = proof.note.split('/receipt\n')[0];
        expect(verifyReceipt(proof.note, origin, key)?.entryId).toBe(id);
        continue;
      }
      const origin = proof.note.split('\n')[0];
      const checkpoint = verifyCheckpoint(proof.note, origin, [key]);
      if (typeof checkpoint === 'string') throw new Error(checkpoint);
      const { leafIndex, treeSize } = proof;
      const hashes = proof.hashes.map((hash: string) => Buffer.from(hash, 'base64'));
      expect(verifyInclusion(leaf, { leafIndex, treeSize, hashes }, checkpoint.root)).toBe(true);
    }
  });

  it('goes back page by page', async () => {
    for (let times = 0; times < 25; times += 1) await as(wife, `${OWN}/${ids.marriage}`);
    await settle();
    const first = (await as(wife, `${OWN}/${ids.marriage}/log`)).body;
    expect(first.entries).toHaveLength(20);
    const second = (await as(wife, `${OWN}/${ids.marriage}/log?after=${first.next}`)).body;
    expect(second.entries.at(-1).act).toBe('licence.issue');
    const seen = [...first.entries, ...second.entries].map(({ id }) => id);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('does not reach back to the time when somebody else held it', async () => {
    const { sample, body: request } = sampleRequest('社会保障卡', 990_001, NOW);
    const unit = sample.issuerName;
    const other = { name: '阿卜杜热合曼·买买提', codeType: '111', kind: 'natural-person' as const };
    const code = String(PEOPLE.find(({ label }) => label === other.name)?.claims['id_number']);
    const theirs = { ...request, holders: [{ ...request.holders[0], role: 'holder', ...other, code }] };
    const issued = await city.send('POST', '/api/v1/licences', { unit, key: 'own-changed-1', body: theirs });
    await city.send('GET', `/api/v1/licences/${issued.body.id}`, { unit, headers });
    const { licenceType: _type, number: _number, ...content } = request;
    const change = { ...content, reason: '登记有误' };
    const path = `/api/v1/licences/${issued.body.id}/changes`;
    expect((await city.send('POST', path, { unit, key: 'own-changed-2', body: change })).status).toBe(201);
    await settle();
    const { body } = await as(wife, `${OWN}/${issued.body.id}/log`);
    expect(body.entries.map(({ act }: { act: string }) => act)).toEqual(['licence.change']);
  });
});
