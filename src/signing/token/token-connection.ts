import type { Pkcs11Config } from '../../config/config.ts';
import type { Handle, Pkcs11Library } from './pkcs11-library.ts';

const OS_LOCKING_OK = 0x02;
const SERIAL_SESSION = 0x04;
const USER = 1;
const ATTRIBUTE = { class: 0x00, label: 0x03, sign: 0x108 } as const;
const PRIVATE_KEY = 3;
const USER_ALREADY_LOGGED_IN = 0x100;
/** RSA-4096 gives the longest. */
const MAX_SIGNATURE_BYTES = 512;

/** What the token is asked for: a key by its label, and the mechanism (CKM_…) that takes `data`. */
export interface TokenSigning {
  readonly keyLabel: string;
  readonly mechanism: number;
  readonly data: Uint8Array;
}

/**
 * A token from logging in to the first fault: a pool of sessions, and the handles of its keys. One login serves all
 * sessions of a process (PKCS #11 v2.40 §5.6).
 */
export class TokenConnection {
  private readonly free: Handle[];
  private readonly waiting: ((session: Handle) => void)[] = [];
  private readonly keys = new Map<string, Handle>();
  private whenQuiet: (() => void) | undefined;

  private constructor(
    private readonly library: Pkcs11Library,
    private readonly sessions: readonly Handle[],
  ) {
    this.free = [...sessions];
  }

  /**
   * Finds the token by its label, opens the sessions and logs in.
   *
   * @throws Error of the library, or of ours where no token has the label
   */
  static open(library: Pkcs11Library, { tokenLabel, pin, sessions }: Pkcs11Config): TokenConnection {
    library.C_Initialize({ flags: OS_LOCKING_OK });
    try {
      const slot = library
        .C_GetSlotList(true)
        .find((one) => library.C_GetTokenInfo(one).label.trimEnd() === tokenLabel);
      if (!slot) throw new Error(`no token with the label ${tokenLabel} is there`);
      const opened = Array.from({ length: sessions }, () => library.C_OpenSession(slot, SERIAL_SESSION));
      logIn(library, opened[0] as Handle, pin.reveal());
      return new TokenConnection(library, opened);
    } catch (error) {
      library.C_Finalize();
      throw error;
    }
  }

  /**
   * Signs as soon as a session is free.
   *
   * @returns what the mechanism gives: RSA as long as the modulus, ECDSA r ‖ s
   * @throws Error of the library; the connection is to be closed then
   */
  async sign({ keyLabel, mechanism, data }: TokenSigning): Promise<Buffer> {
    const session = await this.takeSession();
    try {
      this.library.C_SignInit(session, { mechanism }, this.keyOf(session, keyLabel));
      return await this.library.C_SignAsync(session, Buffer.from(data), Buffer.alloc(MAX_SIGNATURE_BYTES));
    } finally {
      this.giveBack(session);
    }
  }

  /** Waits for signatures under way, then lets go of the library, so that slots and tokens are looked for anew. */
  async close(): Promise<void> {
    if (this.free.length < this.sessions.length) {
      await new Promise<void>((quiet) => {
        this.whenQuiet = quiet;
      });
    }
    this.library.C_Finalize();
  }

  private takeSession(): Promise<Handle> {
    const session = this.free.pop();
    return session ? Promise.resolve(session) : new Promise((taken) => this.waiting.push(taken));
  }

  private giveBack(session: Handle): void {
    const next = this.waiting.shift();
    if (next) next(session);
    else this.free.push(session);
    if (this.free.length === this.sessions.length) this.whenQuiet?.();
  }

  private keyOf(session: Handle, label: string): Handle {
    const known = this.keys.get(label);
    if (known) return known;
    this.library.C_FindObjectsInit(session, [
      { type: ATTRIBUTE.class, value: PRIVATE_KEY },
      { type: ATTRIBUTE.label, value: label },
      { type: ATTRIBUTE.sign, value: true },
    ]);
    const found = this.library.C_FindObjects(session, 2);
    this.library.C_FindObjectsFinal(session);
    const [key] = found;
    // Of two keys with one label nobody could say which one signs.
    if (!key || found.length > 1)
      throw new Error(`the token has not one signing key with the label ${label}`);
    this.keys.set(label, key);
    return key;
  }
}

function logIn(library: Pkcs11Library, session: Handle, pin: string): void {
  try {
    library.C_Login(session, USER, pin);
  } catch (error) {
    if (resultOf(error) !== USER_ALREADY_LOGGED_IN) throw error;
  }
}

/** CKR_… of an error of the library; undefined for others. */
export const resultOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : undefined;
