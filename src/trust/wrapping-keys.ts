import { createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretsConfig } from '../config/config.ts';
import { decodeKey } from '../config/variables.ts';
import { MASTER_KEY_LENGTH_BYTES, type MasterKey, masterKeyIdOf } from '../crypto/pki/wrapped-private-key.ts';
import { writeOnce } from '../platform/storage/write-once.ts';

/** The keys that wrap private keys: `current` for new files, any of `readable` for those that are there. */
export interface WrappingKeys {
  readonly current: MasterKey;
  readonly readable: readonly MasterKey[];
}

const OTHERS_MAY_READ = 0o044;

/** Binds what is derived to its one purpose (RFC 5869 §3.2). */
const PURPOSE = 'zhaozhang private-key wrapping v1';

/**
 * The wrapping keys: derived from the configured master keys, or in a trial without one from `master.key` in
 * `developmentDir`, made at the first call. It lies beside the keys that it opens and not in the data folder: whoever
 * removes one removes both.
 */
export async function loadWrappingKeys(
  secrets: Pick<SecretsConfig, 'masterKey' | 'previousMasterKey'>,
  developmentDir: string,
): Promise<WrappingKeys> {
  const present = secrets.masterKey
    ? decodeKey(secrets.masterKey.reveal())
    : await readOrCreateMasterKey(join(developmentDir, 'master.key'));
  const current = wrappingKey(present);
  const previous = secrets.previousMasterKey && wrappingKey(decodeKey(secrets.previousMasterKey.reveal()));
  return { current, readable: previous ? [current, previous] : [current] };
}

async function readOrCreateMasterKey(path: string): Promise<Buffer> {
  await writeOnce(path, `${randomBytes(MASTER_KEY_LENGTH_BYTES).toString('base64')}\n`);
  const { mode } = await stat(path);
  if ((mode & OTHERS_MAY_READ) !== 0) throw new Error(`others may read ${path}: run chmod 600 on it`);
  return decodeKey(await readFile(path, 'utf8'));
}

function wrappingKey(master: Uint8Array): MasterKey {
  const bytes = Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), PURPOSE, MASTER_KEY_LENGTH_BYTES));
  return { kid: masterKeyIdOf(bytes), key: createSecretKey(bytes) };
}
