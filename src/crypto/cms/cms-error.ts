import { DomainError } from '../../shared/domain-error.ts';

/** Why bytes are no readable CMS SignedData or time-stamp message, or cannot become one. Closed list. */
export type CmsErrorCode =
  | 'cms-not-signed-data'
  | 'cms-malformed'
  | 'cms-too-many-parts'
  | 'certificate-malformed'
  /** GB/T 35275 has identifiers for SM2 alone. */
  | 'cms-identifiers-need-sm2'
  | 'time-stamp-malformed'
  | 'time-stamp-request-malformed'
  | 'time-stamp-response-malformed';

/** A failure while reading or making CMS; kind *invalid*: the bytes come from outside. */
export class CmsError extends DomainError<CmsErrorCode> {
  constructor(code: CmsErrorCode, cause?: unknown) {
    super('invalid', code, { cause });
  }
}
