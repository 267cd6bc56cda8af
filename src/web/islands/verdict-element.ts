import type { VerdictClass } from '../../verification/verdict/verdict-codes.ts';
import type { Bilingual } from '../text/bilingual.ts';
import { OFFLINE_TEXTS as T } from '../text/offline-texts.ts';
import { CLASS_TEXTS, type VerdictShape } from '../text/verdict-classes.ts';
import { VERDICT_SHAPES } from '../views/verdict-shapes.ts';
import type { OfflineVerdict } from './statement-check.ts';

const first: keyof Bilingual = document.documentElement.lang === 'en' ? 'en' : 'zh';
const second: keyof Bilingual = first === 'zh' ? 'en' : 'zh';
const SVG = 'http://www.w3.org/2000/svg';

/** An element with `children`. Texts go in as text nodes: a statement says what its writer wanted. */
export function make(tag: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** `text` in the reader's order of languages, the second as a line of its own. */
export function both(tag: string, text: Bilingual): HTMLElement {
  const element = make(tag, '', text[first]);
  if (text[second] !== text[first]) {
    const line = make('span', 'en', text[second]);
    line.lang = second === 'en' ? 'en' : 'zh-CN';
    element.append(line);
  }
  return element;
}

function icon(shape: VerdictShape): SVGElement {
  const { outline, sign } = VERDICT_SHAPES[shape];
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 64 64', fill: 'none', stroke: 'currentColor' }))
    svg.setAttribute(name, value);
  svg.setAttribute('aria-hidden', 'true');
  for (const [path, width] of [
    [outline, '4'],
    [sign, '6'],
  ] as const) {
    const shape = document.createElementNS(SVG, 'path');
    shape.setAttribute('d', path);
    shape.setAttribute('stroke-width', width);
    svg.append(shape);
  }
  return svg;
}

/** What a panel says: by colour and shape, one word, one sentence, why. */
export interface PanelWords {
  readonly class: VerdictClass;
  /** Where it is another than that of the class. */
  readonly shape?: VerdictShape;
  readonly word: Bilingual;
  readonly sentence: Bilingual;
  readonly reason: Bilingual;
}

/** The panel at the top of a result, striped in a trial. */
export function panelElement(
  { class: kind, shape = CLASS_TEXTS[kind].shape, word, sentence, reason }: PanelWords,
  trial: boolean,
): HTMLElement {
  const panel = make(
    'section',
    `panel ${kind}`,
    make('div', 'mark', icon(shape), both('div', word)),
    both('h2', sentence),
    both('p', reason),
  );
  panel.setAttribute('role', 'status');
  return trial ? make('div', 'striped', panel) : panel;
}

function rowsElement(rows: OfflineVerdict['rows']): HTMLElement {
  return make(
    'dl',
    '',
    ...rows.map(({ label, value }) => make('div', '', both('dt', label), both('dd', value))),
  );
}

/** The result of an offline check as elements of the page. */
export function verdictElements(verdict: OfflineVerdict, trial: boolean): HTMLElement[] {
  const word = verdict.rows.length > 0 ? T.stateNotChecked : CLASS_TEXTS[verdict.class].word;
  const panel = panelElement({ ...verdict, word }, trial);
  return verdict.rows.length > 0 ? [panel, both('h2', T.compare), rowsElement(verdict.rows)] : [panel];
}
