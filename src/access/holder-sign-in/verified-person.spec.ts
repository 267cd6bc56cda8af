import { readPerson } from './verified-person.ts';

const MAPPING = {
  claims: { name: 'xm', number: 'sfzh', level: 'acr' },
  acceptedLevels: ['face', '3'],
};
const CLAIMS = { xm: '陈𬀩', sfzh: '11010519491231002X', acr: 'face', sub: 'u-1' };

describe('a verified person', () => {
  it('is read from the claims that the configuration names', () => {
    expect(readPerson(CLAIMS, MAPPING)).toEqual({ person: { name: '陈𬀩', number: '11010519491231002X' } });
  });

  it('may be written with spaces, full width or a small x', () => {
    const written = { ...CLAIMS, xm: ' 陈𬀩 ', sfzh: '１１０１０５ 19491231002x' };
    expect(readPerson(written, MAPPING)).toEqual(readPerson(CLAIMS, MAPPING));
  });

  it('may have a level that is a number', () => {
    expect(readPerson({ ...CLAIMS, acr: 3 }, MAPPING)).toHaveProperty('person');
  });

  it.each(['phone', '', undefined, null, ['face'], { face: true }, 'face phone', true])(
    'is refused at the level %j, whatever else is there',
    (acr) => {
      expect(readPerson({ acr, xm: 1 }, MAPPING)).toEqual({ refusal: 'holder-sign-in.level-too-low' });
    },
  );

  it.each([
    ['no number', { sfzh: undefined }],
    ['a number with a wrong check digit', { sfzh: '110105194912310021' }],
    ['a number of fifteen digits', { sfzh: '110105491231002' }],
    ['a number that is masked', { sfzh: '1101**********002X' }],
    ['a number as a number', { sfzh: 110105194912310030 }],
    ['no name', { xm: undefined }],
    ['an empty name', { xm: ' ' }],
    ['a masked name', { xm: '陈*' }],
    ['a name with NUL', { xm: '陈\u0000' }],
    ['a name of 201 characters', { xm: '陈'.repeat(201) }],
    ['a list of names', { xm: ['陈𬀩'] }],
  ])('is refused with %s', (_what, change) => {
    expect(readPerson({ ...CLAIMS, ...change }, MAPPING)).toEqual({
      refusal: 'holder-sign-in.identity-missing',
    });
  });

  it('is not read out of the prototype of the claims', () => {
    const mapping = { ...MAPPING, claims: { ...MAPPING.claims, name: 'constructor' } };
    expect(readPerson(CLAIMS, mapping)).toEqual({ refusal: 'holder-sign-in.identity-missing' });
  });
});
