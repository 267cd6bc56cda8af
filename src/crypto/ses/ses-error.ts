import { DomainError } from '../../shared/domain-error.ts';

/** Why bytes are no readable electronic seal or seal signature, or cannot become one. Closed list. */
export type SesErrorCode =
  | 'ses-malformed'
  /** Neither of the two shapes, or a header version that none of the three standards has. */
  | 'ses-version-unknown'
  /** The signer's certificate is not among those that the seal was made for; where it was renewed, make a new seal. */
  | 'ses-certificate-not-in-seal'
  | 'ses-seal-not-in-force'
  | 'ses-key-not-sm2';

/** A failure while reading or making seals; kind *invalid*: the bytes come from outside. */
export class SesError extends DomainError<SesErrorCode> {
  constructor(code: SesErrorCode, cause?: unknown) {
    super('invalid', code, { cause });
  }
}
