import { deflateSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { SealAppearance } from '../crypto/pdf/seal-options.ts';
import type { PathItem } from '../typesetting/page-description.ts';
import { pathOperators } from '../typesetting/pdf/path-operators.ts';
import { drawnImpression } from './drawn-impression.ts';
import type { Seal } from './seal.ts';

const POINTS_PER_MM = 72 / 25.4;

/** The picture of each seal as a PDF form; drawn once, because it is the same on every document. */
@Injectable()
export class SealImpressions {
  private readonly drawn = new Map<string, SealAppearance>();

  /** @throws RangeError where the type of seals lacks a character of the name */
  appearanceOf(seal: Seal): SealAppearance {
    const known = this.drawn.get(seal.id);
    if (known) return known;
    const appearance = drawAppearance(seal);
    this.drawn.set(seal.id, appearance);
    return appearance;
  }
}

function drawAppearance(seal: Seal): SealAppearance {
  const { diameterMm } = seal;
  const items = drawnImpression(seal);
  const sidePt = diameterMm * POINTS_PER_MM;
  return {
    contentStream: deflateSync(items.map((item) => filled(item, diameterMm)).join(''), { level: 9 }),
    contentFilter: 'FlateDecode',
    bboxPt: [0, 0, sidePt, sidePt],
  };
}

/** A filled path in points, y upwards from the bottom of the square about the seal. */
function filled({ segments, fill, fillRule }: PathItem, diameterMm: number): string {
  const { red, green, blue } = fill ?? { red: 255, green: 0, blue: 0 };
  const colour = [red, green, blue].map((part) => part / 255).join(' ');
  const point = (x: number, y: number) =>
    `${short(x * POINTS_PER_MM)} ${short((diameterMm - y) * POINTS_PER_MM)}`;
  return `${colour} rg\n${pathOperators(segments, point)}${fillRule === 'evenodd' ? 'f*' : 'f'}\n`;
}

/** To a fiftieth of a point (0.007 mm): the strokes of the smallest digits stay even at eight times their size. */
const short = (value: number): string => String(Math.round(value * 50) / 50);
