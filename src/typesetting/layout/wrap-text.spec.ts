import { wrapText } from './wrap-text.ts';

/** Ideographs one em, everything else half. */
const measure = (text: string) =>
  [...text].reduce((width, character) => width + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.5), 0);
const lines = (text: string, widthEm: number) => wrapText(text, widthEm, measure).map((line) => line.text);

describe('wrapText', () => {
  it('fills lines to the width', () => {
    expect(lines('一二三四五六七', 3)).toEqual(['一二三', '四五六', '七']);
  });

  it('moves a character down rather than begin a line with a full stop', () => {
    expect(lines('一二三。四', 3)).toEqual(['一二', '三。四']);
  });

  it('drops spaces at a line end and keeps them inside', () => {
    expect(lines('ab cd ef', 2.5)).toEqual(['ab cd', 'ef']);
  });

  it('breaks a word that is longer than a line', () => {
    expect(lines('1234567890', 2)).toEqual(['1234', '5678', '90']);
  });

  it('ends paragraphs at line feeds and says where they end', () => {
    expect(wrapText('一二三\n四', 2, measure).map((line) => [line.text, line.endsParagraph])).toEqual([
      ['一二', false],
      ['三', true],
      ['四', true],
    ]);
  });

  it('measures each line as its text', () => {
    for (const line of wrapText('甲乙 丙丁，戊 abc 己庚', 3, measure))
      expect(line.widthEm).toBeCloseTo(measure(line.text));
  });
});
