import type { FieldProblem } from '../../shared/domain-error.ts';
import type { PageItem } from '../page-description.ts';
import type { PictureFault } from '../pictures/picture-error.ts';

/** Everything that can keep a slot from being filled. */
export type FaceRefusalCode =
  | 'value-missing'
  | 'does-not-fit'
  | 'character-not-drawable'
  | 'too-many-rows'
  | 'qr-not-alphanumeric'
  | 'qr-does-not-fit'
  | PictureFault;

/** One slot that cannot be filled; `path` is its source, `table/row/column` in tables. */
export interface FaceProblem extends FieldProblem {
  readonly code: FaceRefusalCode;
}

/** What slots became: items in the template's order, and everything that keeps the face from being drawn. */
export interface FaceLayout {
  readonly items: readonly PageItem[];
  readonly problems: readonly FaceProblem[];
}
