// The entry of `npm test`: every suite under the settings it must hold in, one line of totals at the end.
// Further arguments go to Jest as they are: `npm test -- src/shared -t 'calendar'`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const POSTGRESQL_15 = '/usr/lib/postgresql/15/bin/postgres';
const JEST = createRequire(import.meta.url).resolve('jest/bin/jest');
const extraArguments = process.argv.slice(2);
const reports = mkdtempSync(join(tmpdir(), 'zhaozhang-reports-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
let running = null;
let interrupted = false;

const suites = [
  { title: 'unit tests, Los Angeles time', projects: ['unit'], env: { TZ: 'America/Los_Angeles' } },
  { title: 'unit tests, Shanghai time', projects: ['unit'], env: { TZ: 'Asia/Shanghai' } },
  {
    title: 'database, HTTP and outside judges',
    projects: ['integration', 'conformance'],
    env: { TZ: 'Asia/Shanghai' },
  },
  {
    title: 'database tests again, on PostgreSQL 15 and in Los Angeles time',
    projects: ['integration'],
    paths: ['test/integration'],
    env: { TZ: 'America/Los_Angeles', ZZ_TEST_DATABASE_SERVER: 'postgresql-15' },
    skipped: existsSync(POSTGRESQL_15) ? null : `${POSTGRESQL_15} is not installed`,
  },
  {
    title: 'forty kills of service and database',
    program: 'dist/test/kill/run.js',
    env: {},
    skipped: extraArguments.length > 0 ? 'only the tests named are run' : null,
  },
];

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    interrupted = true;
    running?.kill('SIGTERM');
  });

for (const [index, suite] of suites.entries()) {
  if (interrupted) break;
  if (suite.skipped) {
    console.log(`\n── ${suite.title}: skipped, ${suite.skipped}`);
    totals.skipped += 1;
    continue;
  }
  console.log(`\n── ${suite.title}`);
  const report = join(reports, `${index}.json`);
  const exitCode = await (suite.program ? runProgram(suite, report) : runJest(suite, report));
  addTotals(report, exitCode);
}

stopAbandonedServers();
rmSync(reports, { recursive: true, force: true });
if (interrupted) totals.failed += 1;
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 ? 1 : 0;

function runJest({ projects, paths = [], env }, report) {
  const jestArguments = [
    ...['--experimental-vm-modules', '--no-warnings', JEST],
    ...(extraArguments.length > 0 ? extraArguments : paths),
    ...['--json', `--outputFile=${report}`, '--passWithNoTests', '--maxWorkers=2'],
    ...['--selectProjects', ...projects],
  ];
  // Jest prints what people read on standard error and, because of --json, the report on standard output.
  return ended(process.execPath, jestArguments, env, 'ignore');
}

/** A compiled test program that reports in Jest's words; started directly, so that it gets our signals and can clear up. */
async function runProgram({ program, env }, report) {
  const built = await ended('npm', ['run', '--silent', 'build:tools'], env, 'inherit');
  if (built !== 0 || interrupted) return 1;
  return ended(process.execPath, ['--no-warnings', program, `--report=${report}`], env, 'inherit');
}

function ended(command, commandArguments, env, output) {
  running = spawn(command, commandArguments, {
    env: { ...process.env, ...env },
    stdio: ['ignore', output, 'inherit'],
  });
  return new Promise((resolve) => running.once('close', (code) => resolve(code ?? 1)));
}

/** A suite that could not even be loaded, and a Jest that ended without a report, count as one failure each. */
function addTotals(report, exitCode) {
  if (!existsSync(report)) {
    totals.failed += 1;
    return;
  }
  const outcome = JSON.parse(readFileSync(report, 'utf8'));
  const failed = outcome.numFailedTests + outcome.numRuntimeErrorTestSuites;
  totals.passed += outcome.numPassedTests;
  totals.failed += failed === 0 && exitCode !== 0 ? 1 : failed;
  totals.skipped += outcome.numPendingTests + outcome.numTodoTests;
}

/** A killed Jest leaves its database server behind; the pid file says which. */
function stopAbandonedServers() {
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith('zhaozhang-test-'))) {
    const pidFile = join(parent, name, 'postgres', 'postmaster.pid');
    const keeperFile = join(parent, name, 'postgres.keeper');
    if (!existsSync(pidFile) || !existsSync(keeperFile) || isAlive(Number(readFileSync(keeperFile, 'utf8'))))
      continue;
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    if (isAlive(pid)) process.kill(pid, 'SIGINT');
  }
}

function isAlive(pid) {
  try {
    return pid > 1 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
