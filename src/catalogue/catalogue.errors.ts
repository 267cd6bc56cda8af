import { registerProblemTexts } from '../platform/http/problem-texts.ts';
import { DomainError, type DomainErrorKind, type FieldProblem } from '../shared/domain-error.ts';
import type { Bilingual } from './definition/field-definition.ts';

/** Closed codes of what can go wrong with the catalogue as a whole; those of the engine's faces are named as there. */
export type CatalogueErrorCode =
  | 'catalogue.type-not-found'
  | 'catalogue.version-not-found'
  | 'catalogue.version-conflict'
  | 'catalogue.definition-invalid'
  | 'face-template-invalid'
  | 'face-refused';

const CATALOGUE_ERROR_TEXTS: Readonly<Record<CatalogueErrorCode, Bilingual>> = {
  'catalogue.type-not-found': { zh: '目录中没有这种证照', en: 'The catalogue has no such licence type' },
  'catalogue.version-not-found': {
    zh: '这种证照没有这个版本',
    en: 'The licence type has no such version',
  },
  'catalogue.version-conflict': {
    zh: '别人刚发布了新版本，请在其基础上修改',
    en: 'A newer version was published meanwhile; start from it',
  },
  'catalogue.definition-invalid': {
    zh: '证照类型有内容需要更正',
    en: 'Some parts of the licence type need to be corrected',
  },
  'face-template-invalid': { zh: '证照版面有误', en: 'The face of the licence type is faulty' },
  'face-refused': { zh: '有内容无法印在证照上', en: 'Some values cannot be put on the face' },
};

registerProblemTexts('catalogue', CATALOGUE_ERROR_TEXTS);

/** A failure of the catalogue. */
export function catalogueError(
  kind: DomainErrorKind,
  code: CatalogueErrorCode,
  problems: readonly FieldProblem[] = [],
): DomainError<CatalogueErrorCode> {
  return new DomainError(kind, code, { problems });
}
