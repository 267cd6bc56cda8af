import { generateKeyPairSync, sign } from 'node:crypto';
import { encodeStatement, writeStatement } from '../../licences/statement.ts';
import type { Keyring } from './keyring.ts';
import { checkStatement } from './statement-check.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const NOW = new Date('2026-11-23T00:00:00Z');
const STATEMENT = {
  keyId: 7,
  identifier: {
    typeCode: '11100000MB0143028R001',
    issuerCode: '11140500MB9A000141',
    serial: 'A1B2C3D4E5F6A7B8C9D0',
    version: 1,
  },
  issuedOn: '2024-07-01',
  effectiveOn: '2024-07-01',
  expiresOn: null,
  holders: '王*',
};
const keyring: Keyring = {
  asOf: '2026-11-22T16:00:00.000Z',
  trial: false,
  keys: [{ keyId: 7, spkiBase64: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') }],
  licenceTypes: [{ code: '11100000MB0143028R001', name: { zh: '营业执照', en: 'Business licence' } }],
  issuers: [],
};

function written(changes: Partial<typeof STATEMENT> = {}): string {
  const bytes = encodeStatement({ ...STATEMENT, ...changes });
  return writeStatement(bytes, sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
}

describe('checkStatement', () => {
  it('calls a good statement genuine, its state not checked, and shows the fields to compare', async () => {
    const verdict = await checkStatement(written(), keyring, NOW);
    expect(verdict).toMatchObject({ class: 'N', sentence: { zh: '声明真实，状态未核对' } });
    const values = verdict.rows.map((row) => row.value.zh);
    expect(values).toEqual(expect.arrayContaining(['营业执照', '王*', '2024年7月1日', '长期']));
  });

  it('shows the code of an issuer that its list does not have yet', async () => {
    const verdict = await checkStatement(written(), keyring, NOW);
    expect(verdict.rows.map((row) => row.value.zh)).toContain('11140500MB9A000141');
  });

  it('takes it as a scanner or a person pastes it: small letters, spaces, line breaks', async () => {
    const pasted = written().toLowerCase().replace(/.{10}/g, '$& \n');
    expect((await checkStatement(pasted, keyring, NOW)).sentence.zh).toBe('声明真实，状态未核对');
  });

  it('shows no field of a statement whose signature does not hold', async () => {
    const bytes = encodeStatement({ ...STATEMENT, holders: '李*' });
    const other = encodeStatement(STATEMENT);
    const stolen = sign('sha256', other, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const verdict = await checkStatement(writeStatement(bytes, stolen), keyring, NOW);
    expect(verdict).toMatchObject({ class: 'R', sentence: { zh: '声明是假的，或被改动过' }, rows: [] });
  });

  it('says that it does not know the key, never that the statement is false', async () => {
    const verdict = await checkStatement(written({ keyId: 8 }), keyring, NOW);
    expect(verdict).toMatchObject({ class: 'N', sentence: { zh: '暂时认不出这个声明' }, rows: [] });
  });

  it.each(['', 'HTTPS://ZZ.JINCHENG.GOV.CN/V/7K9M2P4Q8R3S5TVW6XYZ', '证照'])(
    'says that %p is no statement',
    async (text) => {
      expect((await checkStatement(text, keyring, NOW)).sentence.zh).toBe('这不是离线声明');
    },
  );

  it('says that it is past its end by its own dates', async () => {
    const verdict = await checkStatement(written({ expiresOn: '2026-11-22' as never }), keyring, NOW);
    expect(verdict.reason.zh).toContain('有效期已过');
  });
});
