import {
  type PageChoice,
  type PageEdge,
  type SealPlacement,
  STANDARD_PAGES_PER_IMPRESSION,
} from '../../crypto/pdf/placement/seal-placement.ts';

const EDGES: readonly PageEdge[] = ['left', 'right', 'top', 'bottom'];
/** More pages than one command names; the file is not read yet. */
const MOST_NUMBERS = 10_000;
const NUMBER = /^\d{1,4}(\.\d{1,3})?$/;

/**
 * A placement as the command line has it: `point:1,3-5:105,200`, `keyword:every:（盖章）`, `field:Approval`,
 * `edge:right:all:20`. Undefined where it is not understood.
 */
export function readPlacement(argument: string): SealPlacement | undefined {
  const [, kind, rest = ''] = /^(point|keyword|field|edge):(.+)$/su.exec(argument) ?? [];
  switch (kind) {
    case 'point':
      return pointOf(rest);
    case 'keyword':
      return keywordOf(rest);
    case 'field':
      return { at: 'field', fieldName: rest };
    case 'edge':
      return edgeOf(rest);
    default:
      return undefined;
  }
}

function pointOf(rest: string): SealPlacement | undefined {
  const [choice = '', point = '', ...others] = rest.split(':');
  const [x = '', y = '', ...more] = point.split(',');
  const pages = pagesOf(choice);
  if (!pages || others.length + more.length > 0 || !NUMBER.test(x) || !NUMBER.test(y)) return undefined;
  return { at: 'point', pages, centreXMm: Number(x), centreYMm: Number(y) };
}

/** The keyword itself may hold any character, a colon too. */
function keywordOf(rest: string): SealPlacement | undefined {
  const [, which = '', keyword = ''] = /^(every|-?[1-9]\d{0,3}):(.+)$/su.exec(rest) ?? [];
  if (keyword.trim() === '') return undefined;
  return { at: 'keyword', keyword, occurrence: which === 'every' ? which : Number(which), pages: 'all' };
}

function edgeOf(rest: string): SealPlacement | undefined {
  const [side = '', choice = 'all', most = String(STANDARD_PAGES_PER_IMPRESSION), ...others] =
    rest.split(':');
  const edge = EDGES.find((one) => one === side);
  const pages = pagesOf(choice);
  const maxPagesPerImpression = /^\d{1,2}$/.test(most) ? Number(most) : 0;
  const isRight = others.length === 0 && maxPagesPerImpression >= 3 && maxPagesPerImpression <= 50;
  return edge && pages && isRight ? { at: 'edge', edge, pages, maxPagesPerImpression } : undefined;
}

/** `all`, `last`, or numbers and ranges: `1,3-5`. */
function pagesOf(choice: string): PageChoice | undefined {
  if (choice === 'all' || choice === 'last') return choice;
  const numbers: number[] = [];
  for (const part of choice.split(',')) {
    const [, first = '', last = first] = /^([1-9]\d{0,5})(?:-([1-9]\d{0,5}))?$/.exec(part) ?? [];
    if (first === '' || Number(last) < Number(first)) return undefined;
    if (numbers.length + Number(last) - Number(first) >= MOST_NUMBERS) return undefined;
    for (let number = Number(first); number <= Number(last); number++) numbers.push(number);
  }
  return numbers;
}
