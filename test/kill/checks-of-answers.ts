import type { AnsweredRequest } from './answered-request.ts';
import { type Check, countBy, repeated } from './check.ts';
import type { Evidence } from './evidence.ts';

const GRANTS: ReadonlySet<string> = new Set(['issue', 'change', 'revoke', 'repeat', 'equal']);

const isGranted = ({ operation, status }: AnsweredRequest) => GRANTS.has(operation) && status === 201;
const keyOf = ({ unit, idempotencyKey }: AnsweredRequest) => `${unit} ${idempotencyKey}`;

const firstGrant = ({ answers }: Evidence) => answers.find(isGranted);

/** The evidence with one more answer: the first granted one, changed. */
function withAnswer(evidence: Evidence, change: Partial<AnsweredRequest>): Evidence {
  const granted = firstGrant(evidence);
  return granted ? { ...evidence, answers: [...evidence.answers, { ...granted, ...change }] } : evidence;
}

/** What clients were told, against the access log and the register. */
export const CHECKS_OF_ANSWERS: readonly Check[] = [
  {
    title: 'each answered request, granted or refused, has exactly one log entry',
    objections: ({ answers, entries }) => {
      const counts = countBy(entries, (entry) => entry.requestId);
      return answers
        .filter(({ status, requestId }) => status < 500 && counts.get(requestId) !== 1)
        .map(({ requestId, status }) => `${requestId} (${status}): ${counts.get(requestId) ?? 0} entries`);
    },
    tampered: (evidence) => ({
      ...evidence,
      entries: evidence.entries.filter(({ requestId }) => requestId !== firstGrant(evidence)?.requestId),
    }),
  },
  {
    title: 'no request, answered or not, has more than one log entry',
    objections: ({ entries }) => repeated(countBy(entries, (entry) => entry.requestId)),
    tampered: (evidence) => ({
      ...evidence,
      entries: [...evidence.entries, ...evidence.entries.slice(0, 1)],
    }),
  },
  {
    title: 'the log says of each granted request that it succeeded, of each refused one that it was refused',
    objections: ({ answers, entries }) => {
      const outcomes = new Map(entries.map((entry) => [entry.requestId, entry.outcome]));
      return answers
        .filter(({ status }) => status < 500)
        .filter(
          ({ requestId, status }) => outcomes.get(requestId) !== (status < 400 ? 'succeeded' : 'refused'),
        )
        .map(({ requestId, status }) => `${requestId} (${status}): ${outcomes.get(requestId)}`);
    },
    tampered: (evidence) => ({
      ...evidence,
      entries: evidence.entries.map((entry) => ({ ...entry, outcome: 'failed' })),
    }),
  },
  {
    title: 'no answer was a fault of the service itself (500)',
    objections: ({ answers, faults }) =>
      answers
        .filter(({ status }) => status === 500)
        .map(({ requestId }) => `${requestId}: ${faults.get(requestId)}`),
    tampered: (evidence) => withAnswer(evidence, { status: 500 }),
  },
  {
    title: 'the same request is granted with the same answer however often it comes',
    objections: ({ answers }) => {
      const granted = answers.filter(isGranted);
      const bodies = new Set(granted.map((answer) => `${keyOf(answer)}\n${answer.bodySha256}`));
      return repeated(countBy([...bodies], (line) => line.split('\n')[0]!));
    },
    tampered: (evidence) => withAnswer(evidence, { bodySha256: 'another' }),
  },
  {
    title: 'what was granted once is never refused when it is asked again',
    objections: ({ answers }) => {
      const granted = new Set<string>();
      const objections: string[] = [];
      for (const answer of answers) {
        if (isGranted(answer)) granted.add(keyOf(answer));
        else if (answer.operation === 'repeat' && answer.status < 500 && granted.has(keyOf(answer)))
          objections.push(`${keyOf(answer)}: ${answer.status} ${answer.code}`);
      }
      return objections;
    },
    tampered: (evidence) => withAnswer(evidence, { operation: 'repeat', status: 404 }),
  },
  {
    title: 'every licence and version that was granted is in the register with the file that was named',
    objections: ({ answers, versions }) => {
      const known = new Set(versions.map(({ licenceId, fileSha256 }) => `${licenceId} ${fileSha256}`));
      return answers
        .filter((answer) => isGranted(answer) && answer.fileSha256 !== null)
        .filter(({ licenceId, fileSha256 }) => !known.has(`${licenceId} ${fileSha256}`))
        .map(({ licenceId }) => String(licenceId));
    },
    tampered: (evidence) => withAnswer(evidence, { fileSha256: 'another' }),
  },
  {
    title: 'every revocation that was granted is in the register',
    objections: ({ answers, revoked }) => {
      const known = new Set(revoked);
      return answers
        .filter(({ operation, status }) => operation === 'revoke' && status === 201)
        .filter(({ licenceId }) => !known.has(licenceId ?? ''))
        .map(({ licenceId }) => String(licenceId));
    },
    tampered: (evidence) => withAnswer(evidence, { operation: 'revoke', licenceId: 'no-such-licence' }),
  },
  {
    title: 'no check of a granted licence was told that it is unknown',
    objections: ({ answers }) =>
      answers
        .filter(
          ({ operation, status, code }) => operation === 'check' && status === 200 && code === 'unknown',
        )
        .map(({ requestId }) => requestId),
    tampered: (evidence) => withAnswer(evidence, { operation: 'check', status: 200, code: 'unknown' }),
  },
];
