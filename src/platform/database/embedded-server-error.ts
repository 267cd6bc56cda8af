/** Why the embedded PostgreSQL cannot serve; `message` is one line that says what to do. */
export type EmbeddedServerErrorCode =
  | 'binaries-missing'
  | 'folder-not-writable'
  | 'initialisation-failed'
  | 'start-failed'
  | 'left-over-server'
  | 'secrets-do-not-match';

/** The embedded PostgreSQL cannot be started, adopted or stopped. Never holds a secret. */
export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError';

  constructor(
    readonly code: EmbeddedServerErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
