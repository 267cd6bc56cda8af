import { DomainError } from '../../shared/domain-error.ts';

/** Why a PKCS #12 file could not be opened. Closed list. */
export type Pkcs12ErrorCode =
  | 'pkcs12-unreadable'
  | 'pkcs12-password-wrong'
  | 'pkcs12-algorithm-unknown'
  /** More bytes, bags or iterations than any real file has. */
  | 'pkcs12-too-costly'
  | 'pkcs12-no-key';

/** The bytes are an outsider's, so the kind is always *invalid*. */
export class Pkcs12Error extends DomainError<Pkcs12ErrorCode> {
  constructor(code: Pkcs12ErrorCode, cause?: unknown) {
    super('invalid', code, { cause });
  }
}
