import { clearTestFolder } from './test-server.ts';

/** Stops the PostgreSQL of this run and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  if (globalThis.testServer) await clearTestFolder(globalThis.testServer.dataDir);
}
