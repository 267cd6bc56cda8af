import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { generateSigningKey } from '../crypto/pki/key-suite.ts';
import type { Clock } from '../shared/clock.ts';
import type { KeyFile } from './key-file.ts';
import type { KeyFolder } from './key-folder.ts';

/** A public key of the signed statement in QR codes (docs/adr/0006-signed-statement.md). */
export interface StatementKey {
  /** The two bytes that stand in the statement, as a number. */
  readonly kid: number;
  /** File name in the key folder. */
  readonly keyId: string;
  readonly publicKey: KeyObject;
  /** From then on it signed; it stays published for good. */
  readonly createdAt: Date;
}

const PREFIX = 'statement-';

/** Two bytes of SHA-256 of the SubjectPublicKeyInfo: nobody has to keep a list to name a key. */
const kidOf = (spkiDer: Uint8Array): number => createHash('sha256').update(spkiDer).digest().readUInt16BE(0);

/** All statement keys that were ever made, oldest first: statements of old licences must verify for ever. */
export async function readStatementKeys(keys: KeyFolder): Promise<StatementKey[]> {
  const keyIds = (await keys.keyIds()).filter((keyId) => keyId.startsWith(PREFIX));
  const files = await Promise.all(keyIds.map((keyId) => keys.read(keyId)));
  return files
    .filter((file): file is KeyFile => file?.purpose === 'statement')
    .map(toStatementKey)
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.kid - b.kid);
}

/**
 * Makes the first statement key where there is none. Its name is fixed, so that two processes that start at once end
 * up with one key.
 */
export async function ensureStatementKey(keys: KeyFolder, clock: Clock, development: boolean): Promise<void> {
  if ((await readStatementKeys(keys)).length > 0) return;
  await keys.add({
    keyId: `${PREFIX}1`,
    purpose: 'statement',
    suite: 'p256',
    pair: await generateSigningKey('p256'),
    certificateDer: null,
    chainDer: [],
    development,
    createdAt: clock.now(),
  });
}

function toStatementKey(file: KeyFile): StatementKey {
  const spkiDer = Buffer.from(file.publicKey, 'base64');
  return {
    kid: kidOf(spkiDer),
    keyId: file.wrapped.keyId,
    publicKey: createPublicKey({ key: spkiDer, format: 'der', type: 'spki' }),
    createdAt: new Date(file.createdAt),
  };
}
