import { readFile } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { ArchiveUnsound, compareWithLog, sha256OfFile } from './archive-month.ts';
import { ArchiveManifest, archivePath, manifestPath } from './log-archive.ts';

/**
 * Drops the bodies of a month whose archive lies in `folder`, after comparing that with the log once more. The database
 * refuses what is younger than the retention or not under a checkpoint, and keeps what a legal hold asks for.
 *
 * @param client of the role zz_log_keeper, which can do this alone
 * @returns how many entries were dropped
 * @throws ArchiveUnsound
 */
export async function pruneMonth(
  client: ClientBase,
  month: string,
  folder: string,
  retentionYears: number,
): Promise<number> {
  const manifest = ArchiveManifest.parse(JSON.parse(await readFile(manifestPath(folder, month), 'utf8')));
  const path = archivePath(folder, month);
  if (manifest.month !== month || (await sha256OfFile(path)) !== manifest.sha256)
    throw new ArchiveUnsound(`${path} is not the file of its manifest`);
  await compareWithLog(client, month, path);
  const { rows } = await client.query<{ entries: number }>(
    'SELECT audit_prune_month($1::date, $2, $3) AS entries',
    [`${month}-01`, Buffer.from(manifest.sha256, 'hex'), retentionYears],
  );
  return rows[0]?.entries ?? 0;
}
