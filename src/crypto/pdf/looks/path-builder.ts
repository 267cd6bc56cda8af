import type { PdfObject } from '../pdf-objects.ts';
import { applied, type Transform } from '../text/transform.ts';
import type { Point } from './affine.ts';
import { filledMark, type PaintedMark, strokedMark, type Tone } from './painted-mark.ts';

const CURVE_SEGMENTS = 8;

interface PathPaint {
  readonly fill: { readonly tone: Tone; readonly isOpaque: boolean };
  readonly stroke: { readonly tone: Tone; readonly isOpaque: boolean; readonly width: number };
}

/** Builds a path out of its operators (ISO 32000-2 §8.5.2) in the coordinates of the page, curves as short lines. */
export class PathBuilder {
  #subpaths: Point[][] = [];

  /** True when the operator was one that builds a path. */
  extend(name: string, operands: readonly PdfObject[], matrix: Transform): boolean {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = operands.map((one) =>
      typeof one === 'number' ? one : 0,
    );
    const at = (x: number, y: number): Point => applied(matrix, x, y);
    switch (name) {
      case 'm':
        this.#subpaths.push([at(a, b)]);
        return true;
      case 'l':
        this.#current().push(at(a, b));
        return true;
      case 'c':
        this.#curve(at(a, b), at(c, d), at(e, f));
        return true;
      case 'v':
        this.#curve(this.#current().at(-1) ?? at(a, b), at(a, b), at(c, d));
        return true;
      case 'y':
        this.#curve(at(a, b), at(c, d), at(c, d));
        return true;
      case 'h':
        this.#current().push(...this.#current().slice(0, 1));
        return true;
      case 're':
        this.#subpaths.push([at(a, b), at(a + c, b), at(a + c, b + d), at(a, b + d), at(a, b)]);
        return true;
      default:
        return false;
    }
  }

  /** Ends the path: what the painting operator fills and strokes of it. */
  paint(name: string, { fill, stroke }: PathPaint): PaintedMark[] {
    const subpaths = this.#subpaths.filter(({ length }) => length > 0);
    this.#subpaths = [];
    if (name === 'n' || subpaths.length === 0) return [];
    const marks: PaintedMark[] = [];
    if (/^[fFbB]/.test(name)) marks.push(filledMark(subpaths, name.endsWith('*'), fill.tone, fill.isOpaque));
    if (/^[sSbB]/.test(name)) {
      const isClosed = /^[sb]/.test(name);
      const lines = isClosed ? subpaths.map((one) => [...one, ...one.slice(0, 1)]) : subpaths;
      marks.push(strokedMark(lines, stroke.width, stroke.tone, stroke.isOpaque));
    }
    return marks;
  }

  #current(): Point[] {
    const last = this.#subpaths.at(-1);
    if (last !== undefined) return last;
    const fresh: Point[] = [];
    this.#subpaths.push(fresh);
    return fresh;
  }

  #curve(first: Point, second: Point, end: Point): void {
    const current = this.#current();
    const start = current.at(-1) ?? first;
    for (let step = 1; step <= CURVE_SEGMENTS; step++) {
      const t = step / CURVE_SEGMENTS;
      const u = 1 - t;
      const along = (i: 0 | 1) =>
        u * u * u * start[i] + 3 * u * u * t * first[i] + 3 * u * t * t * second[i] + t * t * t * end[i];
      current.push([along(0), along(1)]);
    }
  }
}
