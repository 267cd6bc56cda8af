import { join } from 'node:path';

/** Where the demo finds the throw-away keys of its departments again. */
export const demoKeysFile = (dataDir: string): string => join(dataDir, 'secrets', 'demo-api-keys.json');
