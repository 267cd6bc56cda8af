import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SealedBox } from '../../platform/secrets/sealed-box.ts';
import { writeOnce } from '../../platform/storage/write-once.ts';

/** What signs checkpoints: a key of the log alone, apart from all that sign licences. */
export interface CheckpointKey {
  /** Names the log in its checkpoints; it stays as it was when the key was made. */
  readonly origin: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const KeyFile = z.strictObject({
  format: z.literal('zhaozhang-checkpoint-key/1'),
  origin: z.string().regex(/^[^\s+]+$/),
  /** PKCS#8 DER under the master key, base64. */
  sealedKey: z.base64(),
  createdAt: z.iso.datetime(),
});

const NAME = 'checkpoint-key';

/**
 * The Ed25519 key of the log in `folder`, made at the first start; beside it lies its public key as PEM, for those who
 * check the log. Of two processes that start at once both use the key of the first.
 *
 * @throws SealBroken when it was sealed under a master key that is not at hand
 */
export async function openCheckpointKey(
  folder: string,
  box: SealedBox,
  origin: string,
  createdAt: Date,
): Promise<CheckpointKey> {
  const path = join(folder, `${NAME}.json`);
  const text = (await readIfThere(path)) ?? (await makeKey(path, box, origin, createdAt));
  const file = KeyFile.parse(JSON.parse(text));
  const pkcs8Der = box.open(Buffer.from(file.sealedKey, 'base64'), NAME);
  const privateKey = createPrivateKey({ key: pkcs8Der, format: 'der', type: 'pkcs8' });
  pkcs8Der.fill(0);
  const publicKey = createPublicKey(privateKey);
  await writeOnce(join(folder, `${NAME}.pem`), publicKey.export({ format: 'pem', type: 'spki' }));
  return { origin: file.origin, privateKey, publicKey };
}

async function makeKey(path: string, box: SealedBox, origin: string, createdAt: Date): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pkcs8Der = privateKey.export({ format: 'der', type: 'pkcs8' });
  const file: z.infer<typeof KeyFile> = {
    format: 'zhaozhang-checkpoint-key/1',
    origin,
    sealedKey: box.seal(pkcs8Der, NAME).toString('base64'),
    createdAt: createdAt.toISOString(),
  };
  pkcs8Der.fill(0);
  await writeOnce(path, `${JSON.stringify(file, null, 2)}\n`);
  return readFile(path, 'utf8');
}

const readIfThere = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
