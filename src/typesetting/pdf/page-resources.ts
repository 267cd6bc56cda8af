import type { GlyphPicture } from '../fonts/glyph-picture.ts';
import type { TrueTypeFont } from '../fonts/true-type-font.ts';
import type { PictureItem } from '../page-description.ts';
import { EmbeddedFont } from './embedded-font.ts';
import { writeGlyphPictureFont } from './glyph-picture-font.ts';
import type { CompressionLevel, PdfObjectWriter } from './pdf-object-writer.ts';
import { real } from './pdf-syntax.ts';
import { writePicture } from './picture-object.ts';

interface NamedFont {
  readonly name: string;
  readonly embedded: EmbeddedFont;
}

/** What a content stream uses, named at first use and written once at the end. */
export class PageResources {
  private readonly fonts = new Map<TrueTypeFont, NamedFont>();
  private readonly pictureFonts = new Map<GlyphPicture, string>();
  private readonly pictures = new Map<Uint8Array, { readonly name: string; readonly item: PictureItem }>();
  private readonly opacities = new Map<string, string>();

  font(font: TrueTypeFont): NamedFont {
    let named = this.fonts.get(font);
    if (!named) {
      named = { name: `F${this.fonts.size}`, embedded: new EmbeddedFont(font) };
      this.fonts.set(font, named);
    }
    return named;
  }

  pictureFont(picture: GlyphPicture): string {
    const name = this.pictureFonts.get(picture) ?? `G${this.pictureFonts.size}`;
    this.pictureFonts.set(picture, name);
    return name;
  }

  /** The same bytes are embedded once however often they are drawn. */
  picture(item: PictureItem): string {
    const name = this.pictures.get(item.bytes)?.name ?? `I${this.pictures.size}`;
    this.pictures.set(item.bytes, { name, item });
    return name;
  }

  opacity(opacity: number): string {
    const value = real(opacity);
    const name = this.opacities.get(value) ?? `O${this.opacities.size}`;
    this.opacities.set(value, name);
    return name;
  }

  /**
   * Writes all objects.
   *
   * @param level for the files of fonts
   * @param extraXObjects entries for forms that are there already (`/Ground 7 0 R`)
   * @returns the resource dictionary's syntax
   */
  write(writer: PdfObjectWriter, level: CompressionLevel, extraXObjects = ''): string {
    let fonts = '';
    for (const { name, embedded } of this.fonts.values())
      fonts += `/${name} ${embedded.write(writer, level)} 0 R`;
    for (const [picture, name] of this.pictureFonts)
      fonts += `/${name} ${writeGlyphPictureFont(writer, picture)} 0 R`;
    let xObjects = extraXObjects;
    for (const { name, item } of this.pictures.values())
      xObjects += `/${name} ${writePicture(writer, item)} 0 R`;
    let states = '';
    for (const [value, name] of this.opacities) states += `/${name}<</ca ${value}/CA ${value}>>`;
    return (
      `<<${fonts && `/Font<<${fonts}>>`}${xObjects && `/XObject<<${xObjects}>>`}` +
      `${states && `/ExtGState<<${states}>>`}>>`
    );
  }
}
