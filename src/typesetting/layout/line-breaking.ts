/**
 * Where Chinese text with Latin words may break (GB/T 15834-2011 §5.1.5…, W3C "Requirements for Chinese Text
 * Layout" §3.1.3): between any two ideographs, never before a closing mark, never after an opening one, never inside
 * a Latin word or a number.
 */

/** Characters that must not begin a line. */
const NOT_AT_START = new Set('，。、；：？！）】》〉」』〕〗｝］”’％‰℃°·…—～,.;:?!)]}>%\'"／/々ー');
/** Characters that must not end a line. */
const NOT_AT_END = new Set('（【《〈「『〔〖｛［“‘([{<￥¥$№＃#');

/** A piece of a paragraph that stays on one line. */
export interface BreakUnit {
  readonly text: string;
  /** Spaces that follow; they vanish where the line ends. */
  readonly spaceAfter: string;
}

/** Splits one paragraph (no line feeds) into the smallest pieces between which a line may end. */
export function breakUnits(paragraph: string): BreakUnit[] {
  const units: BreakUnit[] = [];
  let text = '';
  let spaces = '';
  let previous = '';
  for (const character of paragraph) {
    if (character === ' ') {
      spaces += character;
      continue;
    }
    if (text !== '' && mayBreakBetween(previous, character, spaces !== '')) {
      units.push({ text, spaceAfter: spaces });
      text = '';
      spaces = '';
    }
    text += spaces + character;
    spaces = '';
    previous = character;
  }
  if (text !== '') units.push({ text, spaceAfter: '' });
  return units;
}

function mayBreakBetween(before: string, after: string, spaced: boolean): boolean {
  if (NOT_AT_START.has(after) || NOT_AT_END.has(before)) return false;
  return spaced || isIdeographic(before) || isIdeographic(after);
}

/** CJK ideographs, kana, full-width forms and CJK marks break on both sides; Latin letters and digits do not. */
function isIdeographic(character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0;
  return (
    (codePoint >= 0x2e80 && codePoint <= 0xd7ff) ||
    (codePoint >= 0xf900 && codePoint <= 0xffef) ||
    codePoint >= 0x20000
  );
}
