import { Inject, Injectable } from '@nestjs/common';
import { Budget } from '../../crypto/pdf/budget.ts';
import { freeFieldName } from '../../crypto/pdf/free-field-name.ts';
import { PdfDocument } from '../../crypto/pdf/pdf-document.ts';
import { PdfError } from '../../crypto/pdf/pdf-error.ts';
import type { Impression } from '../../crypto/pdf/placement/impression.ts';
import { placeSeal } from '../../crypto/pdf/placement/place-seal.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError, type FieldProblem } from '../../shared/domain-error.ts';
import { captionedImpression } from '../../signing/impressions/captioned-impression.ts';
import { songType } from '../../signing/impressions/song-type.ts';
import { placementParams } from '../../signing/pdf-refusals.ts';
import type { SealingRequest } from '../../signing/signing.service.ts';
import type { Seal } from '../seal.ts';
import { SealImpressions } from '../seal-impressions.ts';
import type { SealsErrorCode } from '../seals.errors.ts';
import { placementsOf, type StampingOptions } from './stamping-request.ts';

/** What the signing service is asked for, but for the key. */
export type StampingSealing = Omit<SealingRequest, 'sealKeyId'>;

/** Finds out where and how a document is sealed. All that can be refused is refused here, before anything is written. */
@Injectable()
export class StampingSealings {
  constructor(
    @Inject(SealImpressions) private readonly impressions: SealImpressions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError stamping.misplaced with every problem; PdfError for the file */
  requestOf(
    seal: Seal,
    { pdf, options }: { readonly pdf: Buffer; readonly options: StampingOptions },
  ): StampingSealing {
    const document = PdfDocument.open(pdf, new Budget());
    if (document.isEncrypted) throw new PdfError('pdf-encrypted');
    const impression = this.impressionOf(seal, options);
    const placed = placeSeal(document, placementsOf(options), impression);
    if ('problems' in placed) {
      throw misplaced(
        placed.problems.map((problem) => ({
          path: `options/placements/${problem.index}/${problem.member}`,
          code: `placement.${problem.code}`,
          params: placementParams(problem),
        })),
      );
    }
    const { visible, existingFieldName } = placed;
    return {
      pdf,
      layout: document,
      level: options.level,
      seal: {
        subFilter: options.subFilter,
        fieldName: existingFieldName ?? freeFieldName(document, 'Seal'),
        visible,
        ...(existingFieldName && { existingField: { appearance: impression.appearance } }),
        signedAt: this.clock.now(),
        signerName: seal.name,
        ...(options.reason && { reason: options.reason }),
      },
    };
  }

  private impressionOf(seal: Seal, { line }: StampingOptions): Impression {
    const appearance = this.impressions.appearanceOf(seal);
    const { diameterMm } = seal;
    const bare = { appearance, sealBoxPt: appearance.bboxPt, widthMm: diameterMm, heightMm: diameterMm };
    if (line === undefined) return bare;
    try {
      return captionedImpression(bare, line, songType());
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw misplaced([{ path: 'options/line', code: 'stamping.line' }], cause);
    }
  }
}

const misplaced = (problems: readonly FieldProblem[], cause?: unknown) =>
  new DomainError<SealsErrorCode>('invalid', 'stamping.misplaced', { problems, cause });
