const PREFERENCE = ['3/10', '0/4', '0/6', '3/1', '0/3'];

/**
 * Reads the best Unicode subtable of a `cmap` table: format 12 (all planes) before format 4 (basic plane only).
 * Returns a lookup from code point to glyph index, 0 where there is none.
 *
 * @param cmap the table
 * @throws TypeError when no Unicode subtable of format 4 or 12 is there
 */
export function readCharacterMap(cmap: DataView): (codePoint: number) => number {
  const offsets = new Map<string, number>();
  for (let index = 0; index < cmap.getUint16(2); index++) {
    const at = 4 + index * 8;
    offsets.set(`${cmap.getUint16(at)}/${cmap.getUint16(at + 2)}`, cmap.getUint32(at + 4));
  }
  for (const key of PREFERENCE) {
    const at = offsets.get(key);
    if (at === undefined) continue;
    const format = cmap.getUint16(at);
    if (format === 12) return lookupOf(readSegmentedCoverage(cmap, at));
    if (format === 4) return lookupOf(readSegmentMapping(cmap, at));
  }
  throw new TypeError("the font's character map has no Unicode subtable of format 4 or 12");
}

type Mapping = readonly [codePoint: number, glyphId: number];

function lookupOf(mappings: Iterable<Mapping>): (codePoint: number) => number {
  const basicPlane = new Uint16Array(0x10000);
  const astral = new Map<number, number>();
  for (const [codePoint, glyphId] of mappings) {
    if (codePoint < 0x10000) basicPlane[codePoint] = glyphId;
    else astral.set(codePoint, glyphId);
  }
  return (codePoint) => (codePoint < 0x10000 ? (basicPlane[codePoint] ?? 0) : (astral.get(codePoint) ?? 0));
}

function* readSegmentedCoverage(view: DataView, at: number): Generator<Mapping> {
  const groups = view.getUint32(at + 12);
  for (let index = 0; index < groups; index++) {
    const group = at + 16 + index * 12;
    const first = view.getUint32(group);
    const last = view.getUint32(group + 4);
    const glyphId = view.getUint32(group + 8);
    for (let codePoint = first; codePoint <= last; codePoint++)
      yield [codePoint, glyphId + codePoint - first];
  }
}

function* readSegmentMapping(view: DataView, at: number): Generator<Mapping> {
  const doubledCount = view.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + doubledCount + 2;
  for (let segment = 0; segment < doubledCount; segment += 2) {
    const first = view.getUint16(starts + segment);
    const last = view.getUint16(ends + segment);
    const delta = view.getUint16(starts + doubledCount + segment);
    const rangeAt = starts + 2 * doubledCount + segment;
    const range = view.getUint16(rangeAt);
    for (let codePoint = first; codePoint <= last && codePoint !== 0xffff; codePoint++) {
      const stored = range === 0 ? codePoint : view.getUint16(rangeAt + range + 2 * (codePoint - first));
      yield [codePoint, range !== 0 && stored === 0 ? 0 : (stored + delta) & 0xffff];
    }
  }
}
