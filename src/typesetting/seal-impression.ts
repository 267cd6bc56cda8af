import type { FontFile } from './fonts/font-files.ts';
import type { TrueTypeFont } from './fonts/true-type-font.ts';
import type { Colour, PathItem, PathSegment } from './page-description.ts';
import { type SealGeometry, STAR_RATIO, sealGeometry } from './seal-impression-geometry.ts';
import { glyphOutline } from './seal-impression-outlines.ts';

/** What a visible seal is made of. */
export interface SealFace {
  readonly unitName: string;
  /** 42 mm for a bureau, 45 mm for a government or a provincial department (国发〔1999〕25号). */
  readonly diameterMm: number;
  /** Second line beneath the star: the name of a seal for one business (专用章). */
  readonly subLine?: string;
  /** 13 or 14 digits on the lower arc. */
  readonly code?: string;
}

/** The weight of Song that comes nearest to engraved seals; 400 fades on paper, 700 fills small characters. */
export const SEAL_FONT_FILE: FontFile = {
  postScriptName: 'NotoSerifSC-SemiBold',
  module: '@expo-google-fonts/noto-serif-sc/600SemiBold/NotoSerifSC_600SemiBold.ttf',
};

/** Pure red, as every electronic seal measured has it. */
const SEAL_RED: Colour = { red: 255, green: 0, blue: 0 };
/** Share of the em that an ideograph's strokes fill: its cell is that much larger than what is seen. */
const INK_SHARE = 0.93;
/** The middle of an ideograph above the baseline, in em. */
const IDEOGRAPH_MIDDLE_EM = 0.38;
/** The middle of a digit above the baseline, and its height, in em. */
const DIGIT_MIDDLE_EM = 0.36;
const DIGIT_HEIGHT_EM = 0.74;
/** Control length of a quarter circle by one cubic Bézier, as a share of the radius. */
const QUARTER = 0.5523;

/** Moves a point of a glyph (em, y downwards from the baseline) to the seal. */
type Placement = (x: number, y: number) => readonly [number, number];

/**
 * Draws the impression of a round seal: ring, star, name on the arc, and where given a second line and the code.
 * Coordinates: millimetres from the top left of the square about the seal, y downwards; #FF0000 on nothing. The state
 * emblem of governments' own seals is not drawn: it may come only from the issuing authority's picture.
 *
 * @param font a Song type; its outlines become paths, so that the picture needs no font
 * @throws RangeError where the font lacks a character of the name
 */
export function drawSealImpression(seal: SealFace, font: TrueTypeFont): PathItem[] {
  const name = [...seal.unitName];
  const geometry = sealGeometry(seal.diameterMm, name.length, seal.subLine !== undefined);
  const letters = [
    ...nameOutlines(name, geometry, font),
    ...(seal.subLine ? subLineOutlines([...seal.subLine], geometry, font) : []),
    ...(seal.code ? codeOutlines([...seal.code], geometry, font) : []),
  ];
  return [
    filled([...circle(geometry, geometry.ringOuterMm), ...circle(geometry, geometry.ringInnerMm)], 'evenodd'),
    filled(star(geometry), 'nonzero'),
    filled(letters, 'nonzero'),
  ];
}

function filled(segments: readonly PathSegment[], fillRule: 'nonzero' | 'evenodd'): PathItem {
  return { kind: 'path', segments, fill: SEAL_RED, fillRule };
}

/** The name clockwise about the top, tops of the characters outwards. */
function nameOutlines(name: readonly string[], geometry: SealGeometry, font: TrueTypeFont): PathSegment[] {
  const { radiusMm, textRadiusMm, characterHeightMm, characterWidthMm, stepDeg } = geometry;
  const emHeight = characterHeightMm / INK_SHARE;
  const emWidth = characterWidthMm / INK_SHARE;
  return name.flatMap((character, index) => {
    const turn = (((index - (name.length - 1) / 2) * stepDeg) / 180) * Math.PI;
    return placed(character, font, (x, y) => {
      const across = (x - 0.5) * emWidth;
      const inward = (y + IDEOGRAPH_MIDDLE_EM) * emHeight;
      return onArc(radiusMm, textRadiusMm - inward, across, turn);
    });
  });
}

/** The second line, level, beneath the star. */
function subLineOutlines(line: readonly string[], geometry: SealGeometry, font: TrueTypeFont): PathSegment[] {
  const { radiusMm, subLineTopMm, subLineHeightMm, subLineWidthMm } = geometry;
  const pitch = Math.min(subLineWidthMm / line.length, subLineHeightMm);
  const emWidth = (pitch * 0.97) / INK_SHARE;
  const emHeight = subLineHeightMm / INK_SHARE;
  const middle = radiusMm + subLineTopMm + subLineHeightMm / 2;
  return line.flatMap((character, index) => {
    const centre = radiusMm + (index - (line.length - 1) / 2) * pitch;
    return placed(character, font, (x, y) => [
      centre + (x - 0.5) * emWidth,
      middle + (y + IDEOGRAPH_MIDDLE_EM) * emHeight,
    ]);
  });
}

/** The code along the bottom, read from left to right, tops of the digits inwards. */
function codeOutlines(code: readonly string[], geometry: SealGeometry, font: TrueTypeFont): PathSegment[] {
  const { radiusMm, codeRadiusMm, codeHeightMm } = geometry;
  const em = codeHeightMm / DIGIT_HEIGHT_EM;
  const step = (em * 0.68) / codeRadiusMm;
  return code.flatMap((digit, index) => {
    const turn = Math.PI - (index - (code.length - 1) / 2) * step;
    const half = font.advanceOf(font.glyphIdOf(digit.codePointAt(0) ?? 0)) / font.unitsPerEm / 2;
    return placed(digit, font, (x, y) => {
      const outward = (y + DIGIT_MIDDLE_EM) * em;
      return onArc(radiusMm, codeRadiusMm + outward, -(x - half) * em, turn);
    });
  });
}

/** The point at `radius` from the centre along the direction `turn` (clockwise from the top), `across` to its right. */
function onArc(centre: number, radius: number, across: number, turn: number): readonly [number, number] {
  return [
    centre + radius * Math.sin(turn) + across * Math.cos(turn),
    centre - radius * Math.cos(turn) + across * Math.sin(turn),
  ];
}

function placed(character: string, font: TrueTypeFont, place: Placement): PathSegment[] {
  return glyphOutline(font, character.codePointAt(0) ?? 0).map((segment): PathSegment => {
    if (segment[0] === 'Z') return segment;
    if (segment[0] !== 'C') return [segment[0], ...fine(place(segment[1], segment[2]))];
    return [
      'C',
      ...fine(place(segment[1], segment[2])),
      ...fine(place(segment[3], segment[4])),
      ...fine(place(segment[5], segment[6])),
    ];
  });
}

/** A five-hundredth of a millimetre: below what a 600-dpi impression shows, and short to write. */
function fine([x, y]: readonly [number, number]): [number, number] {
  return [Math.round(x * 500) / 500, Math.round(y * 500) / 500];
}

function star({ radiusMm, starMm }: SealGeometry): PathSegment[] {
  const tips = Array.from({ length: 10 }, (_, at): PathSegment => {
    const distance = at % 2 === 0 ? starMm : starMm * STAR_RATIO;
    return [at === 0 ? 'M' : 'L', ...fine(onArc(radiusMm, distance, 0, (at * Math.PI) / 5))];
  });
  return [...tips, ['Z']];
}

function circle({ radiusMm: centre }: SealGeometry, radius: number): PathSegment[] {
  const lead = radius * QUARTER;
  const [near, far] = [centre - radius, centre + radius];
  return [
    ['M', centre, near],
    ['C', centre + lead, near, far, centre - lead, far, centre],
    ['C', far, centre + lead, centre + lead, far, centre, far],
    ['C', centre - lead, far, near, centre + lead, near, centre],
    ['C', near, centre - lead, centre - lead, near, centre, near],
    ['Z'],
  ];
}
