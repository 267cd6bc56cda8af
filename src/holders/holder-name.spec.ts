import { normaliseHolderCode, normaliseHolderName } from './holder-name.ts';

describe('normaliseHolderName', () => {
  it.each([
    '阿不都·买买提',
    '阿不都•买买提',
    '阿不都‧买买提',
    '阿不都・买买提',
    '阿不都･买买提',
    '阿不都.买买提',
    '阿不都．买买提',
  ])('takes %s for the same name whatever dot is written', (written) => {
    expect(normaliseHolderName(written)).toBe('阿不都·买买提');
  });

  it('does not mind width, spaces, capitals and unseen characters', () => {
    expect(normaliseHolderName(' Ｊｏｈｎ　smith\u200b')).toBe('JOHNSMITH');
    expect(normaliseHolderName('张 三')).toBe('张三');
    expect(normaliseHolderName('葛\u{E0100}明')).toBe('葛明');
    expect(normaliseHolderName('红星（集团）公司')).toBe(normaliseHolderName('红星(集团)公司'));
  });

  it('unifies a compatibility ideograph with the character it stands for', () => {
    expect(normaliseHolderName('\u{F9F4}明')).toBe('林明');
  });

  it('keeps names apart that a reader can tell apart', () => {
    expect(normaliseHolderName('张三')).not.toBe(normaliseHolderName('张山'));
    expect(normaliseHolderName('阿·买')).not.toBe(normaliseHolderName('阿买'));
  });
});

describe('normaliseHolderCode', () => {
  it('reads a full-width number with a small x', () => {
    expect(normaliseHolderCode('１１０１０５ 19491231002x')).toBe('11010519491231002X');
  });
});
