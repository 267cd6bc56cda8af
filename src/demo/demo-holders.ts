import { join } from 'node:path';
import { PROVIDER_RETURN } from '../access/holder-sign-in/return-path.ts';
import { writePrivateFile } from '../platform/database/secret-file.ts';
import { demoCitizens } from './demo-citizens.ts';

/** The holders' side of the demo. */
export interface DemoHolders {
  /** By which the service becomes a client of the demo's identity provider. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Starts an identity provider that knows the made-up people of the demo.
 *
 * @param origin at which people reach the service
 * @returns null where the development dependency that makes it is not installed
 */
export async function startDemoHolders(origin: string, dataDir: string): Promise<DemoHolders | null> {
  const { startDemoIdentityProvider } = await import('./demo-identity-provider.ts');
  const people = demoCitizens().map(({ name, number, level }) => ({
    label: level === 'face' ? name : `${name}（只核验过手机号，不能登录）`,
    level,
    claims: { name, id_number: number },
  }));
  const provider = await startDemoIdentityProvider({ people, redirectUri: origin + PROVIDER_RETURN }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_MODULE_NOT_FOUND') return null;
      throw error;
    },
  );
  if (!provider) return null;
  const secretFile = join(dataDir, 'secrets', 'demo-holder-client-secret');
  writePrivateFile(secretFile, provider.clientSecret);
  const environment = {
    ZZ_HOLDER_ISSUER: provider.issuer,
    ZZ_HOLDER_CLIENT_ID: provider.clientId,
    ZZ_HOLDER_CLIENT_SECRET_FILE: secretFile,
    ZZ_HOLDER_LEVELS: 'face',
  };
  return { environment, stop: provider.stop };
}
