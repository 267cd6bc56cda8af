import { countBy } from './check.ts';
import { signedAndVoid } from './checks-of-signatures.ts';
import type { Evidence } from './evidence.ts';

/** The figures of a run, one line each. */
export function summaryOf(evidence: Evidence, durationMs: number): string[] {
  const { answers, versions, uses, signatures, stored, orphans, settings } = evidence;
  const issued = versions.filter(({ versionState }) => versionState === 'issued');
  const licences = new Set(issued.map(({ licenceId }) => licenceId)).size;
  const voids = uses.filter(({ state }) => state === 'void').length;
  const statuses = [...countBy(answers, ({ status }) => String(status))].sort();
  return [
    `server      ${[...settings].map(([name, value]) => `${name} ${value}`).join(', ')}`,
    `answered    ${answers.length}: ${statuses.map(([status, count]) => `${count} × ${status}`).join(', ')}`,
    `licences    ${licences} in ${issued.length} versions, ${versions.length - issued.length} versions void`,
    `files       ${stored.length} stored, ${orphans.length} of them on record as orphans`,
    `signatures  ${signatures.length}; seal uses ${uses.length}, ${voids} void, ${signedAndVoid(evidence)} of them signed`,
    `duration    ${(durationMs / 1_000).toFixed(0)} s`,
  ];
}
