import { DomainError } from '../../shared/domain-error.ts';

/** Why bytes are no readable evidence record. Closed list. */
export type EvidenceRecordErrorCode =
  | 'evidence-record-malformed'
  /** More bytes, chains, time-stamps or hash values than a record of a century has. */
  | 'evidence-record-too-large';

/** A failure while reading an evidence record; kind *invalid*: the bytes come from outside. */
export class EvidenceRecordError extends DomainError<EvidenceRecordErrorCode> {
  constructor(code: EvidenceRecordErrorCode, cause?: unknown) {
    super('invalid', code, { cause });
  }
}
