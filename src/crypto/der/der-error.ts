import { DomainError } from '../../shared/domain-error.ts';

/** Why bytes could not be read as BER/DER. Closed list. */
export type DerErrorCode =
  | 'der-truncated'
  | 'der-length-invalid'
  | 'der-tag-invalid'
  | 'der-too-deep'
  | 'der-unexpected-tag'
  | 'der-value-invalid';

/** A failure of the DER reader; the bytes are an outsider's, so the kind is always *invalid*. */
export class DerError extends DomainError<DerErrorCode> {
  constructor(code: DerErrorCode) {
    super('invalid', code);
  }
}
