import { hasMod3736CheckCharacter, mod3736CheckCharacter } from './iso-7064.ts';

describe('ISO 7064 MOD 37,36', () => {
  it.each([
    ['123', 'F'],
    ['A', 'H'],
    ['0', '2'],
    ['11100000000013338W01111430000006122244L20230000403001', 'U'],
    ['11100000000013338W03211220000013544541J2430599001', 'F'],
    ['11100000000013338W00911330105002500287C2025052201002', '0'],
    ['11100000MB03271699022340100000000016001', '9'],
    ['11140500MB9A00014100111140500MB9A000141A1B2C3D4E5F6A7B8C9D0001', 'J'],
    ['11140500MB9A00014100111140500MB9A000141A1B2C3D4E5F6A7B8C9D0002', 'H'],
  ])('gives the check character of the published example %s', (body, check) => {
    expect(mod3736CheckCharacter(body)).toBe(check);
    expect(hasMod3736CheckCharacter(body + check)).toBe(true);
  });

  it('passes over characters outside the alphabet', () => {
    expect(mod3736CheckCharacter('06230111011011020624_001001')).toBe('U');
  });

  it('refuses an identifier whose check character was computed otherwise', () => {
    const serial = '209FA4E88F9E4C878F3E9BED2CE7EA49';
    const body = `11100000000013661B006113700000045046442${serial}001`;
    expect(hasMod3736CheckCharacter(`${body}M`)).toBe(false);
    expect(mod3736CheckCharacter(body)).toBe('D');
  });

  it('notices every single wrong character', () => {
    const good = 'A1B2C3D4E5001';
    const check = mod3736CheckCharacter(good);
    for (let at = 0; at < good.length; at += 1) {
      const other = good.charAt(at) === '7' ? '8' : '7';
      const wrong = good.slice(0, at) + other + good.slice(at + 1);
      expect(mod3736CheckCharacter(wrong)).not.toBe(check);
    }
  });
});
