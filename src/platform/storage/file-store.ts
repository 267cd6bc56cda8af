/** Nest token of the one `FileStore`. */
export const FILE_STORE = Symbol('FileStore');

export interface StoredFile {
  /** Of the file's own bytes, not of what lies on the disk. 32 bytes. */
  readonly sha256: Buffer;
  readonly storedAt: Date;
}

/** Why a file cannot be given: never there, or there and not what it was. */
export type FileStoreErrorCode = 'storage.not-found' | 'storage.damaged' | 'storage.unavailable';

/** Files by the SHA-256 of their bytes; the same bytes are kept once. A folder here, an object store elsewhere. */
export interface FileStore {
  /**
   * Keeps `bytes`; when the promise resolves they survive a power cut.
   *
   * @returns SHA-256 of `bytes`
   * @throws DomainError storage.unavailable
   */
  put(bytes: Uint8Array): Promise<Buffer>;
  /** @throws DomainError storage.not-found, storage.damaged, storage.unavailable */
  get(sha256: Uint8Array): Promise<Buffer>;
  exists(sha256: Uint8Array): Promise<boolean>;
  /** Every file that is kept, in no order; for reconciling with the register. */
  list(): AsyncIterable<StoredFile>;
  /** Takes a file out of use without destroying it; `get` no longer finds it. */
  quarantine(sha256: Uint8Array): Promise<void>;
  listQuarantined(): Promise<StoredFile[]>;
  /** Writes and removes a small file. @throws DomainError storage.unavailable */
  probe(): Promise<void>;
}
