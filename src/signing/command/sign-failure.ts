/** `EX_USAGE` and `EX_IOERR` of sysexits.h. */
export const EXIT_USAGE = 64;
export const EXIT_FILE = 74;
export const EXIT_REFUSED = 1;
export const EXIT_KEY = 2;
export const EXIT_SERVICE = 3;

/** Why nothing was sealed, as it is told on the command line. */
export class SignFailure extends Error {
  constructor(
    readonly exitCode: number,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
