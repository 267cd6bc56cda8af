/** What was asked; a repetition asks once more what was answered before. */
export type Operation = 'issue' | 'change' | 'revoke' | 'check' | 'refused' | 'repeat' | 'equal';

/** One line of the load generator's journal: an answer that came back whole. */
export interface AnsweredRequest {
  readonly operation: Operation;
  /** From the header `x-request-id`. */
  readonly requestId: string;
  readonly status: number;
  /** Problem code of a refusal, verdict code of a check; null for what succeeded. */
  readonly code: string | null;
  /** SHA-256 of the body as it came, hexadecimal. */
  readonly bodySha256: string;
  readonly unit: string | null;
  readonly idempotencyKey: string | null;
  /** Of an issue or a change: no other key carries it. */
  readonly caseNumber: string | null;
  /** Of what was answered 201, and of what was asked about. */
  readonly licenceId: string | null;
  /** Of an issue or a change that was answered 201, hexadecimal. */
  readonly fileSha256: string | null;
}
