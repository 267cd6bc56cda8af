import type { CaptionItem, TextBox, TextSlot } from '../../typesetting/face-template.ts';
import type { Rect } from './paths.ts';

/** How a text looks; what is left out is set for one line in the middle of its box. */
export type TextStyle = Pick<TextBox, 'font' | 'sizePt' | 'colour'> &
  Partial<Omit<TextBox, 'font' | 'sizePt' | 'colour'>>;

/** Text of a face that never changes. */
export function caption(text: string, rect: Rect, style: TextStyle): CaptionItem {
  return { kind: 'caption', text, ...box(rect, style) };
}

/** A label whose characters are spread evenly over the width (分散对齐), as forms do: 名　称, 住　所. */
export function spread(text: string, rect: Rect, style: TextStyle): CaptionItem {
  return caption(text, rect, { ...style, align: 'distribute' });
}

/** A box filled per licence; shrinks to seven tenths before it refuses, unless the style says otherwise. */
export function slot(source: string, rect: Rect, style: TextStyle): TextSlot {
  return { kind: 'text', source, ...box(rect, style) };
}

function box([xMm, yMm, widthMm, heightMm]: Rect, style: TextStyle): TextBox {
  return {
    xMm,
    yMm,
    widthMm,
    heightMm,
    minSizePt: Math.max(5.5, Math.round(style.sizePt * 1.4) / 2),
    align: 'left',
    verticalAlign: 'middle',
    maxLines: 1,
    lineHeight: 1.3,
    ...style,
  };
}
