import { readFileSync } from 'node:fs';
import { LICENCE_TYPE_SAMPLES } from '../src/catalogue/samples/licence-type-samples.ts';
import { askForLevel } from './asked-level.ts';
import { BenchCity } from './bench-city.ts';
import { issueMany } from './issue-load.ts';
import { summary } from './median.ts';
import type { Figure } from './report-table.ts';

const IN_FLIGHT = 24;
const WARM_UP = 500;
const FIRST_MARK = 2_000;
const SECOND_MARK = 10_000;
/** The types of the demo city all ask for the same. */
const LEVEL = LICENCE_TYPE_SAMPLES[0]?.definition.signature.level;

/** `POST` of licences, everything durable, all processes on all cores; and what the service's memory does meanwhile. */
export async function benchIssue(): Promise<Figure[]> {
  const city = await BenchCity.found();
  try {
    const service = await city.serve({ pinned: false });
    const load = { origin: service.origin, clients: city.clients, inFlight: IN_FLIGHT };
    await issueMany({ ...load, licences: WARM_UP, from: 0 });
    const first = await issueMany({ ...load, licences: FIRST_MARK - WARM_UP, from: WARM_UP });
    const firstMiB = residentMiB(service.pid);
    const second = await issueMany({ ...load, licences: SECOND_MARK - FIRST_MARK, from: FIRST_MARK });
    const secondMiB = residentMiB(service.pid);
    await service.stop();
    const perSecond = second.latenciesMs.length / second.seconds;
    const { median, p99 } = summary([...first.latenciesMs, ...second.latenciesMs]);
    const growth = (secondMiB / firstMiB - 1) * 100;
    return [
      {
        what: `issue a licence over HTTP at ${LEVEL}, durable, ${IN_FLIGHT} in flight, two cores for service, database and load`,
        ours: `${perSecond.toFixed(0)} a second, median ${median.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
        peer: '–',
        goal: '≥ 300 a second',
        met: perSecond >= 300,
      },
      {
        what: `resident memory after ${FIRST_MARK} and ${SECOND_MARK} issues`,
        ours: `${firstMiB} and ${secondMiB} MiB`,
        peer: '–',
        goal: `≤ 300 MiB, growth ${growth.toFixed(0)} % (≤ 10 %)`,
        met: secondMiB <= 300 && growth <= 10,
      },
    ];
  } finally {
    await city.remove();
  }
}

/** The same where the types ask for bare seals: what time-stamp and evidence cost an issue. */
export async function benchBareIssue(): Promise<Figure[]> {
  const city = await BenchCity.found();
  try {
    await askForLevel(city.environment, 'B-B');
    const service = await city.serve({ pinned: false });
    const load = { origin: service.origin, clients: city.clients, inFlight: IN_FLIGHT };
    await issueMany({ ...load, licences: WARM_UP, from: 0 });
    const { latenciesMs, seconds } = await issueMany({ ...load, licences: FIRST_MARK, from: WARM_UP });
    await service.stop();
    const { median, p99 } = summary(latenciesMs);
    return [
      {
        what: `issue a licence over HTTP at B-B, durable, ${IN_FLIGHT} in flight, for comparison with the above`,
        ours: `${(latenciesMs.length / seconds).toFixed(0)} a second, median ${median.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
        peer: '–',
        goal: 'none',
        met: true,
      },
    ];
  } finally {
    await city.remove();
  }
}

function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
}
