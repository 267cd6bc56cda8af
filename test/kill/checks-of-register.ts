import type { AnsweredRequest } from './answered-request.ts';
import { type Check, countBy, repeated } from './check.ts';
import type { Evidence, VersionRow } from './evidence.ts';

const isInForce = ({ versionState }: VersionRow) => versionState === 'issued';

const isEqualGrant = ({ operation, status }: AnsweredRequest) => operation === 'equal' && status === 201;

function withFirstVersion(evidence: Evidence, change: (version: VersionRow) => VersionRow): Evidence {
  const at = evidence.versions.findIndex(isInForce);
  return { ...evidence, versions: evidence.versions.map((row, index) => (index === at ? change(row) : row)) };
}

/** Licences, files and idempotency keys. */
export const CHECKS_OF_REGISTER: readonly Check[] = [
  {
    title: 'each issued version has its file in the store, with that digest and intact seals of its unit',
    objections: ({ versions, stored, owned, fileProblems }) => {
      const there = new Set(stored);
      const known = new Set(owned);
      return versions.filter(isInForce).flatMap(({ licenceId, fileSha256 }) => {
        if (fileSha256 === null || !known.has(fileSha256)) return [`${licenceId}: no file in the register`];
        if (!there.has(fileSha256)) return [`${licenceId}: no file in the store`];
        const problem = fileProblems.get(fileSha256);
        return problem === undefined ? [] : [`${licenceId}: ${problem}`];
      });
    },
    tampered: (evidence) => ({ ...evidence, stored: [] }),
  },
  {
    title: 'each licence beyond sealing has an issued version, and each issued version such a licence',
    objections: ({ versions }) => {
      const issued = new Set(versions.filter(isInForce).map(({ licenceId }) => licenceId));
      return versions
        .filter(
          ({ licenceId, licenceState }) =>
            issued.has(licenceId) === ['sealing', 'void'].includes(licenceState),
        )
        .map(({ licenceId, licenceState }) => `${licenceId} is ${licenceState}`);
    },
    tampered: (evidence) => withFirstVersion(evidence, (row) => ({ ...row, licenceState: 'void' })),
  },
  {
    title: 'each stored file has an owner in the register or an orphan record, and none has both',
    objections: ({ stored, owned, orphans }) => {
      const recorded = countBy([...owned, ...orphans], (sha256) => sha256);
      return stored.filter((sha256) => recorded.get(sha256) !== 1);
    },
    tampered: (evidence) => ({ ...evidence, stored: [...evidence.stored, 'f'.repeat(64)] }),
  },
  {
    title: 'each idempotency key made at most one version that stands, 50 equal requests at once included',
    objections: ({ versions }) =>
      repeated(
        countBy(
          versions.filter(({ versionState }) => versionState !== 'void'),
          (row) => row.caseNumber,
        ),
      ),
    tampered: (evidence) => ({
      ...evidence,
      versions: [...evidence.versions, ...evidence.versions.filter(isInForce).slice(0, 1)],
    }),
  },
  {
    title: '50 equal requests at once all came to the same grant',
    objections: ({ answers }) => {
      const grants = countBy(answers.filter(isEqualGrant), (answer) => answer.idempotencyKey ?? '');
      if (grants.size === 0) return ['no such requests were sent'];
      return [...grants].filter(([, count]) => count !== 50).map(([key, count]) => `${key}: ${count} grants`);
    },
    tampered: (evidence) => ({
      ...evidence,
      answers: evidence.answers.filter((answer) => answer !== evidence.answers.find(isEqualGrant)),
    }),
  },
  {
    title: 'nothing is left in sealing, and no request is left started, once the reaper ran',
    objections: ({ versions, openRequests }) => [
      ...versions
        .filter((row) => row.versionState === 'sealing' || row.licenceState === 'sealing')
        .map(({ licenceId }) => licenceId),
      ...(openRequests > 0 ? [`${openRequests} requests are started`] : []),
    ],
    tampered: (evidence) => withFirstVersion(evidence, (row) => ({ ...row, versionState: 'sealing' })),
  },
];
