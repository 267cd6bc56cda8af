import { z } from 'zod';
import type { FaceTemplate } from '../../typesetting/face-template.ts';

const mm = z.number().min(-1000).max(1000);
const size = z.number().min(0).max(200);
const shade = z.int().min(0).max(255);
const source = z.string().min(1).max(64);

const colour = z.strictObject({ red: shade, green: shade, blue: shade });

const textStyle = {
  font: z.enum(['sans', 'sans-bold', 'serif', 'serif-bold']),
  sizePt: size,
  minSizePt: size,
  colour,
  align: z.enum(['left', 'centre', 'right', 'justify', 'distribute']),
  verticalAlign: z.enum(['top', 'middle', 'bottom']),
  maxLines: z.int().min(1).max(200),
  lineHeight: z.number(),
  trackingMm: mm.optional(),
};
const place = { xMm: mm, yMm: mm };
const area = { ...place, widthMm: mm, heightMm: mm };

const segment = z.union([
  z.tuple([z.enum(['M']), mm, mm]),
  z.tuple([z.enum(['L']), mm, mm]),
  z.tuple([z.enum(['C']), mm, mm, mm, mm, mm, mm]),
  z.tuple([z.enum(['Z'])]),
]);

const path = z.strictObject({
  kind: z.literal('path'),
  segments: z.array(segment).max(50_000),
  fill: colour.optional(),
  fillRule: z.enum(['nonzero', 'evenodd']).optional(),
  stroke: colour.optional(),
  strokeWidthMm: size.optional(),
  dashMm: z.array(size).max(8).optional(),
  opacity: z.number().min(0).max(1).optional(),
});

const caption = z.strictObject({
  kind: z.literal('caption'),
  text: z.string().max(500),
  ...area,
  ...textStyle,
});

const slot = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), source, ...area, ...textStyle }),
  z.strictObject({
    kind: z.literal('table'),
    source,
    ...place,
    rowHeightMm: size,
    maxRows: z.int().min(1).max(200),
    columns: z
      .array(z.strictObject({ source, offsetMm: mm, widthMm: mm, ...textStyle }))
      .min(1)
      .max(12),
  }),
  z.strictObject({ kind: z.literal('photo'), source, ...area }),
  z.strictObject({ kind: z.literal('qr'), content: z.enum(['check', 'statement']), ...place, sideMm: size }),
]);

/**
 * A face template as it is sent and kept: JSON, so its ground holds paths and captions; drawings come as outlines.
 * Whether it can be printed is judged by `checkFaceTemplate`.
 */
export const FaceTemplateSchema: z.ZodType<FaceTemplate> = z.strictObject({
  widthMm: mm,
  heightMm: mm,
  ground: z.array(z.discriminatedUnion('kind', [path, caption])).max(2000),
  slots: z.array(slot).max(200),
  sealPlaces: z.array(z.strictObject(place)).max(4),
});
