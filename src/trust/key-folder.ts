import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EncodedKeyPair, KeySuite } from '../crypto/pki/key-suite.ts';
import { suiteAlgorithm } from '../crypto/pki/key-suite.ts';
import { openSigningKey, type SigningKey } from '../crypto/pki/signing-key.ts';
import { unwrapPrivateKey, wrapPrivateKey } from '../crypto/pki/wrapped-private-key.ts';
import { writeOnce } from '../platform/storage/write-once.ts';
import { KEY_ID_PATTERN, KeyFile } from './key-file.ts';
import { TOKEN_KEY_ENDING, TokenKeyFile } from './token-key-file.ts';
import { TrustError } from './trust.errors.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

/** What a new key file is made of. */
export interface NewKey {
  readonly keyId: string;
  readonly purpose: KeyFile['purpose'];
  readonly suite: KeySuite;
  readonly pair: EncodedKeyPair;
  readonly certificateDer: Uint8Array | null;
  readonly chainDer: readonly Uint8Array[];
  readonly development: boolean;
  readonly createdAt: Date;
}

/** A folder of key files, each private key wrapped under a master key. */
export class KeyFolder {
  constructor(
    private readonly folder: string,
    private readonly wrappingKeys: WrappingKeys,
  ) {}

  /** The file of `keyId`, or null where there is none. @throws TrustError trust.key-not-usable when it is damaged */
  async read(keyId: string): Promise<KeyFile | null> {
    if (!KEY_ID_PATTERN.test(keyId)) return null;
    return parsed(KeyFile, await readIfThere(this.pathOf(keyId)));
  }

  /**
   * The electronic seal of GB/T 38540 that was made for a key, DER, or null where there is none. It lies beside the key
   * file as `<keyId>.esl`, the form in which makers deliver seals; it holds nothing secret.
   */
  async readElectronicSeal(keyId: string): Promise<Uint8Array | null> {
    if (!KEY_ID_PATTERN.test(keyId)) return null;
    return readIfThere(this.sealPathOf(keyId));
  }

  /** Writes the electronic seal of a key unless there is one. @returns the one that is there now */
  async addElectronicSeal(keyId: string, sealDer: Uint8Array): Promise<Uint8Array> {
    await writeOnce(this.sealPathOf(keyId), sealDer);
    return (await this.readElectronicSeal(keyId)) ?? sealDer;
  }

  /** Where on a token the key of `keyId` lies, or null. @throws TrustError trust.key-not-usable when it is damaged */
  async readTokenKey(keyId: string): Promise<TokenKeyFile | null> {
    if (!KEY_ID_PATTERN.test(keyId)) return null;
    return parsed(TokenKeyFile, await readIfThere(this.tokenPathOf(keyId)));
  }

  /** Notes where on a token a key lies, unless there is a note. @returns the one that is there now */
  async addTokenKey(file: TokenKeyFile): Promise<TokenKeyFile> {
    await writeOnce(this.tokenPathOf(file.keyId), `${JSON.stringify(TokenKeyFile.parse(file), null, 2)}\n`);
    return (await this.readTokenKey(file.keyId)) ?? file;
  }

  /** Ids of all key files, in order; of keys on tokens with `ending`. */
  async keyIds(ending: '.json' | typeof TOKEN_KEY_ENDING = '.json'): Promise<string[]> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length))
      .filter((keyId) => KEY_ID_PATTERN.test(keyId))
      .sort();
  }

  /** The certificates above those of all keys, DER, each once: a seal of GB/T 38540 does not bring them along. */
  async chainCertificates(): Promise<Uint8Array[]> {
    const inFiles = (await this.keyIds()).map((keyId) => this.read(keyId));
    const onTokens = (await this.keyIds(TOKEN_KEY_ENDING)).map((keyId) => this.readTokenKey(keyId));
    const files = await Promise.all([...inFiles, ...onTokens]);
    const distinct = new Set(files.flatMap((file) => file?.chain ?? []));
    return [...distinct].map((der) => Buffer.from(der, 'base64'));
  }

  /**
   * Opens the private key of a file; keep what it returns.
   *
   * @throws TrustError trust.key-not-usable when no master key at hand opens it
   */
  open(file: KeyFile): SigningKey {
    const pkcs8Der = this.unwrap(file);
    try {
      return openSigningKey(pkcs8Der, suiteAlgorithm(file.suite));
    } catch (cause) {
      throw new TrustError('trust.key-not-usable', cause);
    } finally {
      pkcs8Der.fill(0);
    }
  }

  private unwrap(file: KeyFile): Buffer {
    const master = this.wrappingKeys.readable.find(({ kid }) => kid === file.wrapped.kid);
    try {
      if (!master) throw new Error(`${file.wrapped.keyId} is wrapped under a master key that is not at hand`);
      return unwrapPrivateKey(file.wrapped, master);
    } catch (cause) {
      throw new TrustError('trust.key-not-usable', cause);
    }
  }

  /** Writes a new key file unless there is one; the private key is zeroed. @returns the file that is there now */
  async add(key: NewKey): Promise<KeyFile> {
    const { keyId, purpose, suite, pair, certificateDer, chainDer, development, createdAt } = key;
    const file: KeyFile = {
      format: 'zhaozhang-key-file/1',
      purpose,
      development,
      suite,
      wrapped: wrapPrivateKey(pair.pkcs8Der, keyId, this.wrappingKeys.current),
      publicKey: pair.spkiDer.toString('base64'),
      certificate: certificateDer && Buffer.from(certificateDer).toString('base64'),
      chain: chainDer.map((der) => Buffer.from(der).toString('base64')),
      createdAt: createdAt.toISOString(),
    };
    pair.pkcs8Der.fill(0);
    await writeOnce(this.pathOf(keyId), `${JSON.stringify(KeyFile.parse(file), null, 2)}\n`);
    return (await this.read(keyId)) ?? file;
  }

  /**
   * Gives a key that waited for its certificate the certificate, under a name of its own: key files never change. The
   * waiting file goes when the new one is there.
   *
   * @returns the file that is there now
   * @throws TrustError trust.key-not-usable when no master key at hand opens it
   */
  async certify(
    waiting: KeyFile,
    named: Pick<NewKey, 'keyId' | 'certificateDer' | 'chainDer' | 'createdAt'>,
  ) {
    const { purpose, suite, development } = waiting;
    const pair = { pkcs8Der: this.unwrap(waiting), spkiDer: Buffer.from(waiting.publicKey, 'base64') };
    const file = await this.add({ ...named, purpose, suite, development, pair });
    await rm(this.pathOf(waiting.wrapped.keyId), { force: true });
    return file;
  }

  private tokenPathOf(keyId: string): string {
    return join(this.folder, `${keyId}${TOKEN_KEY_ENDING}`);
  }

  private sealPathOf(keyId: string): string {
    return join(this.folder, `${keyId}.esl`);
  }

  private pathOf(keyId: string): string {
    return join(this.folder, `${keyId}.json`);
  }
}

/** Null where there is no such file. */
const readIfThere = (path: string): Promise<Buffer | null> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });

/** @throws TrustError trust.key-not-usable */
function parsed<File>(schema: { parse(value: unknown): File }, bytes: Buffer | null): File | null {
  try {
    return bytes && schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new TrustError('trust.key-not-usable', cause);
  }
}
