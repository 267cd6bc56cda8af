// The kill test: forty kills under load, then every promise of ADR 2 and ADR 3 is checked in what is left.
// `npm run test:kill -- --kills=8`; ZZ_TEST_KILL_SEED repeats the plan and the load of a run.
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Check, countBy } from './check.ts';
import { CHECKS } from './checks.ts';
import { signedAndVoid } from './checks-of-signatures.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { damagedFileIsFound, pdfsigAgrees } from './file-twins.ts';
import { type PlannedKill, planKills, wordsOf } from './kill-plan.ts';
import { LEASE_S } from './service-orders.ts';
import { Stand } from './stand.ts';

const FALL_DEADLINE_MS = 20_000;
const FINISH_DEADLINE_MS = 120_000;
/** Between two kills: long enough for licences to be issued. */
const CALM_MS = 500;
const FILES_FOR_PDFSIG = 20;
const SHOWN_OBJECTIONS = 5;

const { values: options } = parseArgs({
  options: { kills: { type: 'string', default: '40' }, report: { type: 'string' } },
});

const totals = { passed: 0, failed: 0, skipped: 0 };
const say = (line: string) => process.stdout.write(`${line}\n`);

/** One line of the report, counted like a test. */
function conclude(title: string, objections: readonly string[]): void {
  totals[objections.length === 0 ? 'passed' : 'failed'] += 1;
  say(`${objections.length === 0 ? '  ok    ' : '  FAILED'} ${title}`);
  for (const objection of objections.slice(0, SHOWN_OBJECTIONS)) say(`           ${objection}`);
  const more = objections.length - SHOWN_OBJECTIONS;
  if (more > 0) say(`           … and ${more} more`);
}

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
    if (!outlived) ended.push(`kill ${index + 1}: the service ended although only its database was killed`);
    const words = `${kill.target.padEnd(8)} ${wordsOf(kill.point)}${kill.withEqualRequests ? ', 50 equal requests' : ''}`;
    say(`  ${String(index + 1).padStart(2)}  ${words} (${seconds(performance.now() - startedAt)} s)`);
  }
  conclude('the service outlives its database', ended);
}

/** Every answer is waited for; then leases lapse and the reaper gives each unfinished version its end. */
async function comeToRest(stand: Stand): Promise<void> {
  stand.tellLoad({ kind: 'finish' });
  await within(FINISH_DEADLINE_MS, 'an answer to every request', stand.loadEnded());
  await sleep(LEASE_S * 1_000);
  await stand.tidy();
}

function checkAll(evidence: Evidence): void {
  say('\nwhat is left');
  for (const check of CHECKS) conclude(check.title, check.objections(evidence));
}

/** The checks themselves are checked: each must object to the same evidence with one breach of its kind. */
function checkTheChecks(evidence: Evidence): void {
  say('\neach check objects to its tampered twin');
  for (const check of CHECKS) conclude(check.title, twinObjections(check, evidence));
}

const twinObjections = (check: Check, evidence: Evidence): string[] =>
  check.objections(check.tampered(evidence)).length > check.objections(evidence).length
    ? []
    : ['the tampered twin was not noticed'];

function summarise(evidence: Evidence, startedAt: number): void {
  const { answers, versions, uses, signatures, stored, orphans, settings } = evidence;
  const licences = new Set(
    versions.filter((row) => row.versionState === 'issued').map((row) => row.licenceId),
  );
  const voids = uses.filter(({ state }) => state === 'void').length;
  const statuses = [...countBy(answers, ({ status }) => String(status))].sort();
  say(`\n  server       ${[...settings].map(([name, value]) => `${name} ${value}`).join(', ')}`);
  say(
    `  answered     ${answers.length}: ${statuses.map(([status, count]) => `${count} × ${status}`).join(', ')}`,
  );
  say(
    `  licences     ${licences.size} in ${versions.length} versions, ${stored.length} files, ${orphans.length} orphans`,
  );
  say(
    `  signatures   ${signatures.length}; seal uses ${uses.length}, ${voids} void, ${signedAndVoid(evidence)} of them signed`,
  );
  say(`  duration     ${seconds(performance.now() - startedAt)} s`);
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

async function run(stand: Stand): Promise<void> {
  const startedAt = performance.now();
  const seed = Number(process.env['ZZ_TEST_KILL_SEED'] ?? randomInt(2 ** 31));
  const plan = planKills(seed, Number(options.kills));
  say(`kill test: ${plan.length} kills, ZZ_TEST_KILL_SEED=${seed}`);
  await stand.setUp();
  stand.startLoad(seed);
  await killAll(stand, plan);
  await comeToRest(stand);
  const evidence = await gatherEvidence(stand);
  checkAll(evidence);
  const skipped = await pdfsigAgrees(stand, evidence.owned.slice(-FILES_FOR_PDFSIG), conclude);
  if (skipped) {
    totals.skipped += 1;
    say(`  skipped pdfsig: ${skipped}`);
  }
  checkTheChecks(evidence);
  await damagedFileIsFound(stand, evidence.owned[0] ?? '', conclude);
  summarise(evidence, startedAt);
}

/** In the words of Jest's report, for the totals of `npm test`. */
function writeReport(): void {
  if (!options.report) return;
  const { passed, failed, skipped } = totals;
  const report = { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped };
  writeFileSync(options.report, JSON.stringify({ ...report, numRuntimeErrorTestSuites: 0, numTodoTests: 0 }));
}

if (process.platform !== 'linux') {
  say('kill test: skipped, it finds the children of the database server in /proc, which only Linux has');
  totals.skipped += 1;
} else {
  const stand = new Stand();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stand.tearDown().finally(() => process.exit(1)));
  try {
    await run(stand);
  } catch (error) {
    conclude('the run came to its end', [
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    ]);
  } finally {
    await stand.tearDown();
  }
}
writeReport();
say(`kill test: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 ? 1 : 0);
