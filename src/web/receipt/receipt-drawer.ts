import { Inject, Injectable } from '@nestjs/common';
import { FONT_LIBRARY } from '../../catalogue/face/face-fonts.ts';
import { withTrialBand } from '../../catalogue/face/trial-band.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import type { ReceiptDrawing } from '../../receipts/receipts.service.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { type CompiledFace, compileFace } from '../../typesetting/compile-face.ts';
import { drawFace } from '../../typesetting/draw-face.ts';
import type { FontLibrary } from '../../typesetting/fonts/font-library.ts';
import type { VerificationReport } from '../../verification/verification-report.ts';
import { receiptFaceData } from '../presenters/receipt.presenter.ts';
import { presentResult } from '../presenters/result.presenter.ts';
import { RECEIPT_TEXTS } from '../text/receipt-texts.ts';
import { SITE_TEXTS } from '../text/site-texts.ts';
import { RECEIPT_FACE, SEAL_CENTRE } from './receipt-face.ts';

/** Draws 核验结果单 as PDF, in the words of the result page. */
@Injectable()
export class ReceiptDrawer {
  /** Made at the first receipt. */
  private face: CompiledFace | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(FONT_LIBRARY) private readonly fonts: FontLibrary,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  draw(report: VerificationReport, number: string): ReceiptDrawing {
    const isTrial = this.config.mode === 'trial';
    this.face ??= compileFace(isTrial ? withTrialBand(RECEIPT_FACE) : RECEIPT_FACE, this.fonts);
    const place = {
      number,
      address: `${this.config.publicOrigin}/r/${number}`.toUpperCase(),
      fileSha256: report.file?.sha256 ?? null,
    };
    const data = receiptFaceData(presentResult(report), place, (text) => [
      ...this.fonts.missing('sans', text),
      ...this.fonts.missing('sans-bold', text),
    ]);
    const { pdf } = drawFace(this.face, data, {
      title: RECEIPT_TEXTS.title.zh,
      author: SITE_TEXTS.siteName.zh,
      createdAt: this.clock.now(),
      elements: {},
      extensions: [],
      attachments: [],
    });
    return { pdf, sealCentre: SEAL_CENTRE };
  }
}
