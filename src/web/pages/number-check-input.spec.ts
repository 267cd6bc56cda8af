import { inputProblemText } from '../text/input-problem-texts.ts';
import { readNumberCheck } from './number-check-input.ts';

const IDENTIFIER = '1.2.156.3005.2.11140500MB9A000141001.11140500MB9A000141.A1B2C3D4E5F6A7B8C9D0.001.J';
const form = { number: '', licenceType: '', name: '' };

describe('readNumberCheck', () => {
  it('takes the 20 characters below the QR code for a token, however they are spaced', () => {
    expect(readNumberCheck({ ...form, number: ' 7k9m-2p4q 8r3s 5tvw 6xyz ' })).toEqual({
      kind: 'token',
      token: '7K9M2P4Q8R3S5TVW6XYZ',
    });
  });

  it('takes an identifier typed in full width and asks for no type', () => {
    const fullWidth = IDENTIFIER.replaceAll('.', '．').replaceAll('1', '１');
    expect(readNumberCheck({ ...form, number: fullWidth, name: '王小明' })).toEqual({
      kind: 'identifier',
      identifier: IDENTIFIER,
      name: '王小明',
    });
  });

  it('tells at once that the check character of an identifier does not fit', () => {
    const check = readNumberCheck({ ...form, number: `${IDENTIFIER.slice(0, -1)}K` });
    expect(check).toMatchObject({ kind: 'wrong', problems: [{ field: 'number' }] });
  });

  it('asks for type and name with a number from the face, all at once, in the order of the fields', () => {
    const check = readNumberCheck({ ...form, number: '晋(2026)晋城市不动产权第0000001号' });
    expect(check.kind === 'wrong' && check.problems.map(({ field }) => field)).toEqual([
      'licence-type',
      'name',
    ]);
  });

  it('asks for everything when nothing was typed', () => {
    const check = readNumberCheck(form);
    expect(check.kind === 'wrong' && check.problems.map(({ code }) => inputProblemText(code).zh)).toEqual([
      '输入证照编号',
      '选择证照类型',
      '输入持证人姓名或单位全称',
    ]);
  });

  it('keeps a number of 20 digits a number', () => {
    const check = readNumberCheck({ number: '14050020260000000001', licenceType: 'T', name: '某公司' });
    expect(check).toMatchObject({ kind: 'number', number: '14050020260000000001' });
  });

  it('refuses a text longer than any number', () => {
    expect(readNumberCheck({ ...form, number: 'A'.repeat(5000) })).toMatchObject({ kind: 'wrong' });
  });
});
