import { DomainError } from '../../shared/domain-error.ts';

/** Why a PKI object could not be read or made. Closed list. */
export type PkiErrorCode =
  | 'certificate-unreadable'
  | 'crl-unreadable'
  | 'ocsp-request-unreadable'
  | 'ocsp-response-unreadable'
  | 'certification-request-unreadable'
  | 'certification-request-signature-invalid';

/** The bytes are an outsider's, so the kind is always *invalid*. */
export class PkiError extends DomainError<PkiErrorCode> {
  constructor(code: PkiErrorCode, cause?: unknown) {
    super('invalid', code, { cause });
  }
}
