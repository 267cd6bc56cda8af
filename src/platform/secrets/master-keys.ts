import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/config.ts';
import { masterKeyIdOf } from '../../crypto/pki/wrapped-private-key.ts';
import { writePrivateFile } from '../database/secret-file.ts';

/** A master key with its public name (`masterKeyIdOf`: 16 hex digits). */
export interface NamedKey {
  readonly kid: string;
  readonly bytes: Buffer;
}

/** What may be read: the present key first, then the one before it while everything is sealed anew. */
export type MasterKeys = readonly [NamedKey, ...NamedKey[]];

/**
 * The master keys of the configuration. In trial mode without one, a random key is made once below the data folder
 * (`secrets/master-key.json`, mode 0600).
 */
export function loadMasterKeys(config: Config): MasterKeys {
  const { masterKey, previousMasterKey } = config.secrets;
  const present = masterKey ? Buffer.from(masterKey.reveal(), 'base64') : trialKey(config.folders.data);
  const previous = previousMasterKey ? [named(Buffer.from(previousMasterKey.reveal(), 'base64'))] : [];
  return [named(present), ...previous];
}

const named = (bytes: Buffer): NamedKey => ({ kid: masterKeyIdOf(bytes), bytes });

function trialKey(dataDir: string): Buffer {
  const path = join(dataDir, 'secrets', 'master-key.json');
  if (!existsSync(path))
    writePrivateFile(path, `${JSON.stringify({ masterKey: randomBytes(32).toString('base64') })}\n`);
  return Buffer.from((JSON.parse(readFileSync(path, 'utf8')) as { masterKey: string }).masterKey, 'base64');
}

/** The present key as the key that wraps private keys (`wrapPrivateKey`). */
export function wrappingKey(keys: MasterKeys): { readonly kid: string; readonly key: KeyObject } {
  return { kid: keys[0].kid, key: createSecretKey(keys[0].bytes) };
}
