import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { readCertificate } from '../crypto/pki/certificate.ts';
import type { Clock } from '../shared/clock.ts';
import { DevelopmentCa, isDevelopmentCertificate } from './development-ca.ts';
import { KeyFolder } from './key-folder.ts';
import { ensureStatementKey, readStatementKeys, type StatementKey } from './statement-keys.ts';
import { readTrustAnchors } from './trust-anchors.ts';
import { loadWrappingKeys } from './wrapping-keys.ts';

/** Everything on disk that trust rests on, read once at start. */
export class TrustMaterial {
  constructor(
    readonly keys: KeyFolder,
    /** Null in production. */
    readonly developmentCa: DevelopmentCa | null,
    /** DER; what `certs/trust/` holds, and in a trial the development root. */
    readonly anchors: readonly Uint8Array[],
    /** Oldest first; the last one signs. */
    readonly statementKeys: readonly [StatementKey, ...StatementKey[]],
  ) {}
}

/**
 * Reads `certs/`; in a trial makes what is missing in `certs/dev/`, in production refuses anything made there.
 *
 * @throws Error with one line that says what to do, when production is given development keys or roots
 * @throws TrustError trust.key-not-usable when the keys were wrapped under another master key
 */
export async function openTrustMaterial(
  config: Pick<Config, 'mode' | 'publicOrigin' | 'folders' | 'secrets'>,
  clock: Clock,
): Promise<TrustMaterial> {
  const isTrial = config.mode === 'trial';
  const folder = join(config.folders.certs, isTrial ? 'dev' : 'keys');
  const keys = new KeyFolder(folder, await loadWrappingKeys(config.secrets, folder));
  const publicAnchors = await readTrustAnchors(join(config.folders.certs, 'trust'));
  if (!isTrial) await refuseDevelopment(keys, publicAnchors);
  const developmentCa = isTrial ? await DevelopmentCa.open(keys, config.publicOrigin, clock) : null;
  await ensureStatementKey(keys, clock, isTrial);
  const anchors = [
    ...publicAnchors,
    ...(developmentCa ? [developmentCa.authority('root').certificate.der] : []),
  ];
  const [first, ...later] = await readStatementKeys(keys);
  if (!first)
    throw new Error(`${folder} holds no statement key although one was just made: see who removes files`);
  return new TrustMaterial(keys, developmentCa, anchors, [first, ...later]);
}

async function refuseDevelopment(keys: KeyFolder, anchors: readonly Uint8Array[]): Promise<void> {
  for (const keyId of await keys.keyIds()) {
    if ((await keys.read(keyId))?.development) {
      throw new Error(`the key ${keyId} was made for development: remove it, or set ZZ_MODE=trial`);
    }
  }
  if (anchors.some((der) => isDevelopmentCertificate(readCertificate(der)))) {
    throw new Error('certs/trust holds the root of a development CA: remove it, or set ZZ_MODE=trial');
  }
}
