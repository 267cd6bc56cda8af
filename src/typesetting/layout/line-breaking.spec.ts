import { breakUnits } from './line-breaking.ts';

const pieces = (text: string) => breakUnits(text).map((unit) => unit.text);

describe('breakUnits', () => {
  it('breaks between any two ideographs, also beyond the basic plane', () => {
    expect(pieces('照章𬭎㐂')).toEqual(['照', '章', '𬭎', '㐂']);
  });

  it('keeps Latin words, numbers and identifiers whole', () => {
    expect(pieces('第120号Catering Ltd')).toEqual(['第', '120', '号', 'Catering', 'Ltd']);
  });

  it('keeps closing marks with what they close and opening marks with what they open', () => {
    expect(pieces('经营（热食），《条例》。')).toEqual(['经', '营', '（热', '食），', '《条', '例》。']);
  });

  it('remembers the spaces between words, so that they vanish only at a line end', () => {
    expect(breakUnits('a  b')).toEqual([
      { text: 'a', spaceAfter: '  ' },
      { text: 'b', spaceAfter: '' },
    ]);
  });

  it('does not begin a line with a mark that follows a space', () => {
    expect(pieces('甲 。乙')).toEqual(['甲 。', '乙']);
  });

  it('gives every character back', () => {
    const text = '热食类（含网络）；A-1 type “甲”100%……完';
    expect(
      breakUnits(text)
        .map((unit) => unit.text + unit.spaceAfter)
        .join(''),
    ).toBe(text);
  });
});
