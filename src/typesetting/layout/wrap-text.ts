import { breakUnits } from './line-breaking.ts';

/** Advance width of a text in em, by the fonts of its role. */
export type MeasureEm = (text: string) => number;

/** One wrapped line; `endsParagraph` lines are not stretched when justified. */
export interface WrappedLine {
  readonly text: string;
  readonly widthEm: number;
  readonly endsParagraph: boolean;
}

/**
 * Fills lines greedily to at most `lineWidthEm`. Line feeds end paragraphs; a word longer than a whole line is
 * broken between characters, because an identifier of 70 characters has no better place.
 */
export function wrapText(text: string, lineWidthEm: number, measure: MeasureEm): WrappedLine[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, lineWidthEm, measure));
}

function wrapParagraph(paragraph: string, lineWidthEm: number, measure: MeasureEm): WrappedLine[] {
  const lines: { text: string; widthEm: number }[] = [];
  let line = { text: '', widthEm: 0 };
  let pendingSpace = '';
  const take = (text: string) => {
    const widthEm = measure(text);
    const spaceEm = pendingSpace === '' ? 0 : measure(pendingSpace);
    if (line.text !== '' && line.widthEm + spaceEm + widthEm > lineWidthEm + 1e-9) {
      lines.push(line);
      line = { text, widthEm };
    } else line = { text: line.text + pendingSpace + text, widthEm: line.widthEm + spaceEm + widthEm };
    pendingSpace = '';
  };
  for (const unit of breakUnits(paragraph)) {
    for (const piece of measure(unit.text) > lineWidthEm ? unit.text : [unit.text]) take(piece);
    pendingSpace = unit.spaceAfter;
  }
  lines.push(line);
  return lines.map((each, index) => ({ ...each, endsParagraph: index === lines.length - 1 }));
}
