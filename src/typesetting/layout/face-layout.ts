import type { FieldProblem } from '../../shared/domain-error.ts';
import type { PageItem } from '../page-description.ts';

/** What slots became: items in the template's order, and everything that keeps the face from being drawn. */
export interface FaceLayout {
  readonly items: readonly PageItem[];
  readonly problems: readonly FieldProblem[];
}
