import { forgedStatement, KEYRING, writtenStatement } from '../../../test/factories/signed-statements.ts';
import { checkStatement } from './statement-check.ts';

const NOW = new Date('2026-11-23T00:00:00Z');

describe('checkStatement', () => {
  it('calls a good statement genuine, its state not checked, and shows the fields to compare', async () => {
    const verdict = await checkStatement(writtenStatement(), KEYRING, NOW);
    expect(verdict).toMatchObject({ class: 'N', sentence: { zh: '声明真实，状态未核对' } });
    const values = verdict.rows.map((row) => row.value.zh);
    expect(values).toEqual(expect.arrayContaining(['营业执照', '王*', '2024年7月1日', '长期']));
  });

  it('shows the code of an issuer that its list does not have yet', async () => {
    const verdict = await checkStatement(writtenStatement(), KEYRING, NOW);
    expect(verdict.rows.map((row) => row.value.zh)).toContain('11140500MB9A000141');
  });

  it('takes it as a scanner or a person pastes it: small letters, spaces, line breaks', async () => {
    const pasted = writtenStatement().toLowerCase().replace(/.{10}/g, '$& \n');
    expect((await checkStatement(pasted, KEYRING, NOW)).sentence.zh).toBe('声明真实，状态未核对');
  });

  it('shows no field of a statement whose signature does not hold', async () => {
    const verdict = await checkStatement(forgedStatement(), KEYRING, NOW);
    expect(verdict).toMatchObject({ class: 'R', sentence: { zh: '声明是假的，或被改动过' }, rows: [] });
  });

  it('says that it does not know the key, never that the statement is false', async () => {
    const verdict = await checkStatement(writtenStatement({ keyId: 8 }), KEYRING, NOW);
    expect(verdict).toMatchObject({ class: 'N', sentence: { zh: '暂时认不出这个声明' }, rows: [] });
  });

  it.each(['', 'HTTPS://ZZ.JINCHENG.GOV.CN/V/7K9M2P4Q8R3S5TVW6XYZ', '证照'])(
    'says that %p is no statement',
    async (text) => {
      expect((await checkStatement(text, KEYRING, NOW)).sentence.zh).toBe('这不是离线声明');
    },
  );

  it('says that it is past its end by its own dates', async () => {
    const verdict = await checkStatement(writtenStatement({ expiresOn: '2026-11-22' }), KEYRING, NOW);
    expect(verdict.reason.zh).toContain('有效期已过');
  });
});
