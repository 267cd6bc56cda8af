import { createRequire } from 'node:module';

/** Handles are bytes of the library's own. */
export type Handle = Buffer;

export interface Pkcs11Attribute {
  readonly type: number;
  readonly value?: number | string | boolean | Buffer;
}

/** What of PKCS #11 (OASIS, version 2.40 §5) is used here, as `pkcs11js` offers it. */
export interface Pkcs11Library {
  load(path: string): void;
  C_Initialize(options: { readonly flags: number }): void;
  C_Finalize(): void;
  C_GetSlotList(tokenPresent: boolean): Handle[];
  C_GetTokenInfo(slot: Handle): { readonly label: string };
  C_OpenSession(slot: Handle, flags: number): Handle;
  C_Login(session: Handle, userType: number, pin: string): void;
  C_FindObjectsInit(session: Handle, template: readonly Pkcs11Attribute[]): void;
  C_FindObjects(session: Handle, maxObjectCount: number): Handle[];
  C_FindObjectsFinal(session: Handle): void;
  C_SignInit(session: Handle, mechanism: { readonly mechanism: number }, key: Handle): void;
  /** Signs in the thread pool; the result is a view of `out`. */
  C_SignAsync(session: Handle, data: Buffer, out: Buffer): Promise<Buffer>;
}

/**
 * Loads a manufacturer's library. `pkcs11js` is an optional dependency: it is built where it is installed, and a city
 * without tokens needs neither it nor a compiler.
 *
 * @param path of the shared object, as the manufacturer's manual names it
 * @throws Error with one line that says what to do
 */
export function loadPkcs11(path: string): Pkcs11Library {
  const library = newLibrary();
  try {
    library.load(path);
  } catch (cause) {
    throw new Error(`${path} is no PKCS #11 library that can be loaded: correct ZZ_PKCS11_MODULE`, { cause });
  }
  return library;
}

function newLibrary(): Pkcs11Library {
  try {
    const { PKCS11 } = createRequire(import.meta.url)('pkcs11js') as { PKCS11: new () => Pkcs11Library };
    return new PKCS11();
  } catch (cause) {
    const what = 'pkcs11js was not built at installation: it needs node-gyp, a C++ compiler and Python';
    throw new Error(`${what}; see the output of npm ci, or leave ZZ_PKCS11_MODULE out`, { cause });
  }
}
