/**
 * Measures of a round official seal for a diameter of 45 mm, taken from the impression of a provincial department
 * (600 dpi, agreeing with 国发〔1999〕25号 and its 1 mm of border); other diameters scale them.
 */
const MEASURED_MM = {
  diameter: 45,
  ringOuter: 22.4,
  ringInner: 21.1,
  textOuter: 20.4,
  textHeight: 7.3,
  star: 7.7,
  codeRadius: 19.1,
  codeHeight: 1.9,
  subLineTop: 10.6,
  subLineHeight: 4.4,
} as const;

/** A regular five-pointed star: inner to outer radius. */
export const STAR_RATIO = 0.382;

/** What a seal is drawn from, all lengths in millimetres, radii from the centre. */
export interface SealGeometry {
  readonly radiusMm: number;
  readonly ringOuterMm: number;
  readonly ringInnerMm: number;
  readonly starMm: number;
  /** Radius through the middle of the characters of the name. */
  readonly textRadiusMm: number;
  readonly characterHeightMm: number;
  readonly characterWidthMm: number;
  /** Angle from the middle of one character to that of the next, degrees. */
  readonly stepDeg: number;
  readonly codeRadiusMm: number;
  readonly codeHeightMm: number;
  readonly subLineTopMm: number;
  readonly subLineHeightMm: number;
  /** Room for the sub line between the ends of the arc. */
  readonly subLineWidthMm: number;
}

/** Widest step: six characters stand loosely about the top, as engravers set short names. */
const WIDEST_STEP_DEG = 33;
/** Characters are never narrower than this share of their height; longer names get smaller characters. */
const NARROWEST = 0.56;
/** Characters of a name set loosely keep their natural proportion, a little condensed as on real seals. */
const WIDEST = 0.84;

/**
 * Lays out a name of `characterCount` characters on the arc.
 *
 * @param hasSubLine a line beneath the star takes room from the ends of the arc
 */
export function sealGeometry(diameterMm: number, characterCount: number, hasSubLine: boolean): SealGeometry {
  const scale = diameterMm / MEASURED_MM.diameter;
  const stepDeg = stepOf(characterCount, hasSubLine);
  const { height, width } = characterSize(stepDeg);
  return {
    radiusMm: diameterMm / 2,
    ringOuterMm: MEASURED_MM.ringOuter * scale,
    ringInnerMm: MEASURED_MM.ringInner * scale,
    starMm: MEASURED_MM.star * scale,
    textRadiusMm: (MEASURED_MM.textOuter - height / 2) * scale,
    characterHeightMm: height * scale,
    characterWidthMm: width * scale,
    stepDeg,
    codeRadiusMm: MEASURED_MM.codeRadius * scale,
    codeHeightMm: MEASURED_MM.codeHeight * scale,
    subLineTopMm: MEASURED_MM.subLineTop * scale,
    subLineHeightMm: MEASURED_MM.subLineHeight * scale,
    subLineWidthMm: 18.5 * scale,
  };
}

/** Opening from first to last character: about 240° for nine, 255° for sixteen, at most 268°; 225° above a sub line. */
function stepOf(characterCount: number, hasSubLine: boolean): number {
  if (characterCount < 2) return 0;
  const gaps = characterCount - 1;
  const widestOpening = hasSubLine ? 225 : Math.min(268, 228 + 1.8 * characterCount);
  return Math.min(WIDEST_STEP_DEG, widestOpening / gaps);
}

/** Full height while the width on the arc allows; then lower characters, which stand further out and have more room. */
function characterSize(stepDeg: number): { height: number; width: number } {
  const stepRad = (stepDeg * Math.PI) / 180;
  const full = MEASURED_MM.textHeight;
  if (stepRad === 0) return { height: full, width: full * WIDEST };
  // Room is measured a third of the way up the character, where ideographs are widest on an arc.
  const room = (height: number) => (MEASURED_MM.textOuter - (2 / 3) * height) * stepRad * 0.97;
  if (room(full) >= full * NARROWEST) return { height: full, width: Math.min(full * WIDEST, room(full)) };
  const arc = stepRad * 0.97;
  const height = (MEASURED_MM.textOuter * arc) / (NARROWEST + (2 / 3) * arc);
  return { height, width: height * NARROWEST };
}
