import type { FontLibrary } from '../fonts/font-library.ts';
import type { Colour, ModulesItem, PageItem, PathItem, PictureItem, TextItem } from '../page-description.ts';
import { GLYPH_PICTURE_CODE } from './glyph-picture-font.ts';
import type { PageResources } from './page-resources.ts';
import { pathOperators } from './path-operators.ts';
import { coordinate, POINTS_PER_MM, real } from './pdf-syntax.ts';

const BLACK: Colour = { red: 0, green: 0, blue: 0 };

/** Writes page items as operators of a content stream; y is turned upwards here and nowhere else. */
export class ContentStream {
  private operators = '';
  private fillColour = '';
  private tracking = '0';

  constructor(
    private readonly heightMm: number,
    private readonly library: FontLibrary,
    private readonly resources: PageResources,
  ) {}

  /** Adds one item; text must have been checked against the library before. */
  add(item: PageItem): void {
    if (item.kind === 'text') this.addText(item);
    else if (item.kind === 'path') this.addPath(item);
    else if (item.kind === 'picture') this.addPicture(item);
    else this.addModules(item);
  }

  /** Adds operators as they are. */
  addRaw(operators: string): void {
    this.operators += operators;
  }

  /** Sets the colour for filling and text, once while it stays the same. */
  private setFill(colour: Colour): void {
    const operator = `${colourOperands(colour)} rg\n`;
    if (operator !== this.fillColour) this.operators += operator;
    this.fillColour = operator;
  }

  /** The stream's bytes, Latin-1. */
  toBytes(): Uint8Array {
    return Buffer.from(this.operators, 'latin1');
  }

  private addText(item: TextItem): void {
    if ((item.opacity ?? 1) < 1) this.addClearText(item, item.opacity ?? 1);
    else this.showText(item);
  }

  /** The graphics state comes back with `Q`, and with it what this writer remembers of it. */
  private addClearText(item: TextItem, opacity: number): void {
    const { fillColour, tracking } = this;
    this.operators += `q /${this.resources.opacity(opacity)} gs\n`;
    this.showText(item);
    this.operators += 'Q\n';
    this.fillColour = fillColour;
    this.tracking = tracking;
  }

  private showText(item: TextItem): void {
    this.setFill(item.colour);
    const tracking = real((item.trackingMm ?? 0) * POINTS_PER_MM);
    if (tracking !== this.tracking) this.operators += `${tracking} Tc\n`;
    this.tracking = tracking;
    this.operators += `BT\n${this.textOrigin(item)}${this.showRuns(item)}ET\n`;
  }

  private textOrigin({ xMm, baselineMm, rotationDeg }: TextItem): string {
    const at = `${real(xMm * POINTS_PER_MM)} ${this.y(baselineMm)}`;
    if (!rotationDeg) return `${at} Td\n`;
    const cosine = Math.cos((rotationDeg * Math.PI) / 180);
    const sine = Math.sin((rotationDeg * Math.PI) / 180);
    return `${real(cosine)} ${real(sine)} ${real(-sine)} ${real(cosine)} ${at} Tm\n`;
  }

  /** Shows the text in runs of one font each: a character that the first font lacks comes from the next. */
  private showRuns(item: TextItem): string {
    let operators = '';
    let run = '';
    let runFont = '';
    for (const character of item.text) {
      const codePoint = character.codePointAt(0) ?? 0;
      const { font, code } = this.encode(item, codePoint);
      if (font !== runFont) {
        operators += `${run && `<${run}> Tj\n`}/${font} ${real(item.sizePt)} Tf\n`;
        run = '';
        runFont = font;
      }
      run += code;
    }
    return `${operators}${run && `<${run}> Tj\n`}`;
  }

  private encode(item: TextItem, codePoint: number): { font: string; code: string } {
    const glyph = this.library.find(item.font, codePoint);
    if (!glyph)
      throw new RangeError(`no glyph for U+${codePoint.toString(16)}: text was not checked before drawing`);
    if (glyph.from === 'picture')
      return { font: this.resources.pictureFont(glyph.picture), code: GLYPH_PICTURE_CODE };
    const { name, embedded } = this.resources.font(glyph.font);
    return { font: name, code: embedded.encode(codePoint, glyph.glyphId) };
  }

  private addPath(item: PathItem): void {
    const painting = paintOperator(item);
    if (!painting) return;
    const opacity = item.opacity ?? 1;
    this.operators += 'q\n';
    if (opacity < 1) this.operators += `/${this.resources.opacity(opacity)} gs\n`;
    if (item.fill) this.operators += `${colourOperands(item.fill)} rg\n`;
    if (item.stroke) this.operators += this.strokeState(item, item.stroke);
    const path = pathOperators(
      item.segments,
      (x, y) => `${coordinate(x * POINTS_PER_MM)} ${coordinate((this.heightMm - y) * POINTS_PER_MM)}`,
    );
    this.operators += `${path}${painting}\nQ\n`;
  }

  private strokeState(item: PathItem, stroke: Colour): string {
    const dashes = (item.dashMm ?? []).map((mm) => real(mm * POINTS_PER_MM)).join(' ');
    return `${colourOperands(stroke)} RG\n${real((item.strokeWidthMm ?? 0.2) * POINTS_PER_MM)} w\n${dashes && `[${dashes}] 0 d\n`}`;
  }

  private addPicture(item: PictureItem): void {
    const width = real(item.widthMm * POINTS_PER_MM);
    const height = real(item.heightMm * POINTS_PER_MM);
    const name = this.resources.picture(item);
    this.operators += `q ${this.clipOperators(item)}${width} 0 0 ${height} ${real(item.xMm * POINTS_PER_MM)} ${this.y(item.yMm + item.heightMm)} cm /${name} Do Q\n`;
  }

  private clipOperators({ clip }: PictureItem): string {
    if (!clip) return '';
    const lowerEdge = this.y(clip.yMm + clip.heightMm);
    const size = `${real(clip.widthMm * POINTS_PER_MM)} ${real(clip.heightMm * POINTS_PER_MM)}`;
    return `${real(clip.xMm * POINTS_PER_MM)} ${lowerEdge} ${size} re W n `;
  }

  /** One rectangle for each run of dark modules, all in one path so that no seam shows between rows. */
  private addModules({ rows, xMm, yMm, moduleMm }: ModulesItem): void {
    const side = real(moduleMm * POINTS_PER_MM);
    this.setFill(BLACK);
    let path = `q ${side} 0 0 -${side} ${real(xMm * POINTS_PER_MM)} ${this.y(yMm)} cm\n`;
    rows.forEach((row, y) => {
      for (let x = 0; x < row.length; x++) {
        if (!row[x]) continue;
        const first = x;
        while (row[x + 1]) x++;
        path += `${first} ${y} ${x - first + 1} 1 re\n`;
      }
    });
    this.operators += `${path}f Q\n`;
  }

  private y(yMm: number): string {
    return real((this.heightMm - yMm) * POINTS_PER_MM);
  }
}

function colourOperands({ red, green, blue }: Colour): string {
  return `${real(red / 255)} ${real(green / 255)} ${real(blue / 255)}`;
}

function paintOperator({ fill, stroke, fillRule }: PathItem): string | undefined {
  const star = fill && fillRule === 'evenodd' ? '*' : '';
  if (fill && stroke) return `B${star}`;
  if (fill) return `f${star}`;
  return stroke && 'S';
}
