import { join } from 'node:path';

/** Where the demo finds the throw-away credentials of its departments' systems again. */
export const demoClientsFile = (dataDir: string): string => join(dataDir, 'secrets', 'demo-clients.json');
