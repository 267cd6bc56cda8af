// The kill test: forty kills under load, then every promise of ADR 2, 3 and 12 is checked in what is left.
// `npm run test:kill -- --kills=8`; ZZ_TEST_KILL_SEED repeats the plan and the load of a run.
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Check } from './check.ts';
import { CHECKS } from './checks.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { damagedFileIsFound, pdfsigAgrees } from './file-twins.ts';
import { type PlannedKill, planKills, wordsOf } from './kill-plan.ts';
import { checkLog } from './log-check.ts';
import { Report } from './report.ts';
import { LEASE_S } from './service-orders.ts';
import { Stand } from './stand.ts';
import { summaryOf } from './summary.ts';

const FALL_DEADLINE_MS = 60_000;
const FINISH_DEADLINE_MS = 180_000;
/** Between two kills: long enough for licences to be issued. */
const CALM_MS = 500;
const FILES_FOR_PDFSIG = 20;

const { values: options } = parseArgs({
  options: { kills: { type: 'string', default: '40' }, report: { type: 'string' } },
});

const report = new Report();

async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  const late = sleep(ms, undefined, { ref: false }).then(() => {
    throw new Error(`${what} did not happen within ${ms / 1_000} s`);
  });
  return Promise.race([work, late]);
}

async function killOnce(stand: Stand, { target, point, withEqualRequests }: PlannedKill): Promise<boolean> {
  await sleep(CALM_MS);
  if (withEqualRequests) stand.tellLoad({ kind: 'equal-requests' });
  if (point.kind === 'step') {
    stand.tellService({ kind: 'fall-at-step', target, step: point.step, passes: point.passes });
    await within(FALL_DEADLINE_MS, `the fall at ${point.step}`, stand.fallen(target));
  } else {
    await sleep(point.afterMs);
    await stand.kill(target);
  }
  return stand.startAgain(target);
}

async function killAll(stand: Stand, plan: readonly PlannedKill[]): Promise<void> {
  const ended: string[] = [];
  for (const [index, kill] of plan.entries()) {
    const startedAt = performance.now();
    const outlived = await killOnce(stand, kill);
    if (!outlived) ended.push(`after kill ${index + 1} of the database alone: ${stand.lastWords}`);
    const words = `${kill.target.padEnd(8)} ${wordsOf(kill.point)}${kill.withEqualRequests ? ', 50 equal requests' : ''}`;
    report.say(`  ${String(index + 1).padStart(2)}  ${words} (${seconds(performance.now() - startedAt)} s)`);
  }
  report.conclude('the service outlives its database', ended);
}

/** Every answer is waited for; then leases lapse and the reaper gives each unfinished version its end. */
async function comeToRest(stand: Stand): Promise<void> {
  stand.tellLoad({ kind: 'finish' });
  await within(FINISH_DEADLINE_MS, 'an answer to every request', stand.loadEnded());
  await sleep(LEASE_S * 1_000);
  await stand.order('tidy');
}

function checkAll(evidence: Evidence): void {
  report.say('\nwhat is left');
  for (const check of CHECKS) report.conclude(check.title, check.objections(evidence));
}

/** The checks themselves are checked: each must object to the same evidence with one breach of its kind. */
function checkTheChecks(evidence: Evidence): void {
  report.say('\neach check objects to its tampered twin');
  for (const check of CHECKS) report.conclude(check.title, twinObjections(check, evidence));
}

const twinObjections = (check: Check, evidence: Evidence): string[] =>
  check.objections(check.tampered(evidence)).length > check.objections(evidence).length
    ? []
    : ['the tampered twin was not noticed'];

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

async function run(stand: Stand): Promise<void> {
  const startedAt = performance.now();
  const seed = Number(process.env['ZZ_TEST_KILL_SEED'] ?? randomInt(2 ** 31));
  const plan = planKills(seed, Number(options.kills));
  report.say(`kill test: ${plan.length} kills, ZZ_TEST_KILL_SEED=${seed}`);
  await stand.setUp();
  stand.startLoad(seed);
  await killAll(stand, plan);
  await comeToRest(stand);
  const evidence = await gatherEvidence(stand);
  checkAll(evidence);
  await checkLog(stand, report);
  await pdfsigAgrees(stand, evidence.owned.slice(-FILES_FOR_PDFSIG), report);
  checkTheChecks(evidence);
  await damagedFileIsFound(stand, evidence.owned[0] ?? '', report);
  report.say('');
  for (const line of summaryOf(evidence, performance.now() - startedAt)) report.say(`  ${line}`);
}

if (process.platform !== 'linux') {
  report.skip('all of it', 'the children of the database server are found in /proc, which only Linux has');
} else {
  const stand = new Stand();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stand.tearDown().finally(() => process.exit(1)));
  try {
    await run(stand);
  } catch (error) {
    report.conclude('the run came to its end', [error instanceof Error ? error.message : String(error)]);
  } finally {
    await stand.tearDown();
  }
}
report.end(options.report);
process.exit(report.hasFailures ? 1 : 0);
