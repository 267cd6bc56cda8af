import { ARCHIVE_DIGESTS, type ArchiveDigest } from './licences/archive/archive-branch.ts';
import { ArchiveMaintenance } from './licences/archive/archive-maintenance.ts';
import { ArchiveRenewal } from './licences/archive/archive-renewal.ts';
import { withServiceContext } from './service-context.ts';

const isArchiveDigest = (name: string | undefined): name is ArchiveDigest =>
  (ARCHIVE_DIGESTS as readonly (string | undefined)[]).includes(name);

/**
 * Brings the archive up to date at once (what its daily job does); with `change-digest NAME` puts it under another digest
 * first.
 *
 * @returns what was done, one line for people; undefined when the options say neither
 */
export function runArchiveCommand(
  [act, digest, ...others]: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string> | undefined {
  const isChange = act === 'change-digest' && isArchiveDigest(digest) && others.length === 0;
  if (!isChange && act !== undefined) return undefined;
  return withServiceContext(environment, async (app) => {
    const begun = isChange ? await app.get(ArchiveRenewal, { strict: false }).changeDigest(digest) : 0;
    const { stamped, renewed } = await app.get(ArchiveMaintenance, { strict: false }).maintain();
    return `chains begun: ${begun}, time-stamps put on: ${stamped}, trees renewed: ${renewed}`;
  });
}
