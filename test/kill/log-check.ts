import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { exportedCheckpoints } from '../../src/audit/tree/checkpoint-folder.ts';
import { type LogReport, verifyLog } from '../../src/audit/verify/verify-log.ts';
import { columnTypes } from '../../src/platform/database/connection-settings.ts';
import type { Report } from './report.ts';
import type { Stand } from './stand.ts';

const PATIENCE_S = 20;
/** An entry in the midst of the log, changed as only the owner of the database can. */
const ALTER = `UPDATE audit_entries SET body = body || ' '::bytea
  WHERE id = (SELECT entry_row FROM audit_leaves WHERE leaf_index = $1)`;

/** The whole log against what was exported, as `zhaozhang audit verify` does it; then again with one entry altered. */
export async function checkLog(stand: Stand, report: Report): Promise<void> {
  const client = new Client({ connectionString: stand.database.urls.owner, types: columnTypes });
  await client.connect();
  try {
    const { problems, size, open, checkpoints } = await untilCovered(client, stand);
    report.conclude(
      `the access log of ${size} entries has no gap and no fork, as its ${checkpoints} checkpoints say`,
      problems.map(({ code, leafIndex, where }) => `${code} at ${leafIndex}: ${where}`),
    );
    report.conclude(
      'a checkpoint covers every entry, so every answered request',
      open.entries === 0 ? [] : [`${open.entries} entries are open, ${open.waiting} have no place`],
    );
    const place = size >> 1;
    await client.query(ALTER, [place]);
    const [found] = (await verify(client, stand)).problems;
    const isFound = found?.code === 'body-altered' && found.leafIndex === place;
    report.conclude('an altered entry is named', isFound ? [] : [JSON.stringify(found)]);
  } finally {
    await client.end();
  }
}

async function untilCovered(client: Client, stand: Stand): Promise<LogReport> {
  for (let second = 0; ; second += 1) {
    const report = await verify(client, stand);
    if (report.open.entries === 0 || second === PATIENCE_S) return report;
    await sleep(1_000);
  }
}

function verify(client: Client, stand: Stand): Promise<LogReport> {
  const folder = join(stand.dataDir, 'log');
  return verifyLog({
    client,
    exported: exportedCheckpoints(join(folder, 'checkpoints')),
    keys: [createPublicKey(readFileSync(join(folder, 'checkpoint-key.pem')))],
    now: new Date(),
  });
}
