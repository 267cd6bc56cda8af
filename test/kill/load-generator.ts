// The load in a process of its own: no kill reaches it, and what it was answered stands in its synced journal.
import { readFileSync } from 'node:fs';
import { type CityClients, DepartmentTokens } from '../../src/demo/department-tokens.ts';
import type { AnsweredRequest } from './answered-request.ts';
import { JournalledClient } from './journalled-client.ts';
import { Load } from './load.ts';
import type { LoadOrder, LoadReport } from './service-orders.ts';
import { SyncedJournal } from './synced-journal.ts';

const [address = '', clientsPath = '', journalPath = '', seed = '0'] = process.argv.slice(2);

process.once('disconnect', () => process.exit(1));
const clients = JSON.parse(readFileSync(clientsPath, 'utf8')) as CityClients;
const journal = new SyncedJournal<AnsweredRequest>(journalPath);
const load = new Load(
  new JournalledClient(address, new DepartmentTokens(address, clients), journal),
  Number(seed),
);

process.on('message', (order: LoadOrder) => {
  if (order.kind === 'equal-requests') load.sendEqualRequests();
  else
    void load.finish().then(() => {
      journal.close();
      const report: LoadReport = { finished: true };
      process.send?.(report, () => process.exit(0));
    });
});
