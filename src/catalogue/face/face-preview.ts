import { PDFiumLibrary } from '@hyzyla/pdfium';
import { Inject, Injectable } from '@nestjs/common';
import sharp from 'sharp';
import type { FaceDocument } from '../../typesetting/pdf/face-document.ts';
import { previewFace } from '../../typesetting/preview-face.ts';
import type { LicenceTypeVersion } from '../licence-type.ts';
import { exampleSubject } from './example-subject.ts';
import { FaceCompiler } from './face-compiler.ts';
import { faceDataOf } from './face-data.ts';

/** PDF user space has 72 units to the inch; the picture has 144 dots. */
const PICTURE_SCALE = 2;

@Injectable()
export class FacePreview {
  private readonly pdfium = new LazyPdfium();

  constructor(@Inject(FaceCompiler) private readonly compiler: FaceCompiler) {}

  /** The face of a version with example data and the word 样本 across it; never sealed. */
  pdfOf(version: LicenceTypeVersion, example: number): Uint8Array {
    const subject = exampleSubject(version.definition, example);
    const document: FaceDocument = {
      title: `${version.definition.name.zh}（样本）`,
      author: subject.issuerNames.join('、'),
      createdAt: version.publishedAt,
      elements: {},
      extensions: [],
      attachments: [],
    };
    return previewFace(this.compiler.compiledOf(version), faceDataOf(version.definition, subject), document)
      .pdf;
  }

  /** The same as a PNG of 144 dots an inch. */
  async pictureOf(version: LicenceTypeVersion, example: number): Promise<Uint8Array> {
    const library = await this.pdfium.open();
    const document = await library.loadDocument(Buffer.from(this.pdfOf(version, example)));
    try {
      const page = await document.getPage(0).render({ scale: PICTURE_SCALE, render: 'bitmap' });
      const raw = { width: page.width, height: page.height, channels: 4 } as const;
      return await sharp(page.data, { raw }).removeAlpha().png().toBuffer();
    } finally {
      document.destroy();
    }
  }
}

/** The renderer's wasm takes some megabytes: opened at the first picture. */
class LazyPdfium {
  private library: Promise<PDFiumLibrary> | undefined;

  open(): Promise<PDFiumLibrary> {
    this.library ??= PDFiumLibrary.init();
    return this.library;
  }
}
