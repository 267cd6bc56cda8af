import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTool } from '../test/support/tools.ts';
import { BenchCity, OTHER_CORE, type PinnedProcess } from './bench-city.ts';
import { issueMany } from './issue-load.ts';
import { summary } from './median.ts';
import type { Figure } from './report-table.ts';

const LICENCES = 300;
const ROUNDS = 5;
const SECONDS = 5;

interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** The public check by token, each logged durably, against a bare handler on the same cores, in turns. */
export async function benchCheckByToken(): Promise<Figure[]> {
  if (!hasTool('wrk') || !hasTool('taskset'))
    throw new Error('this needs wrk and taskset: apt-get install wrk util-linux');
  const city = await BenchCity.found();
  try {
    const service = await city.serve({ pinned: true });
    const peer = await city.servePeer('./peers/bare-handler.js');
    const { tokens } = await issueMany({
      origin: service.origin,
      clients: city.clients,
      licences: LICENCES,
      inFlight: 8,
      from: 0,
    });
    const script = join(city.dataDir, 'tokens.lua');
    writeFileSync(script, luaOver(tokens));
    city.pinDatabase(OTHER_CORE);
    const ours = (connections: number) => load(service, '/api/v1/verifications/token/', script, connections);
    const theirs = (connections: number) => load(peer, '/', script, connections);
    for (const connections of [64, 1]) [ours(connections), theirs(connections)];
    const busy = inTurns(() => [ours(64), theirs(64)]);
    const alone = inTurns(() => [ours(1), theirs(1)]);
    await Promise.all([service.stop(), peer.stop()]);
    return [busyFigure(...busy), aloneFigure(...alone)];
  } finally {
    await city.remove();
  }
}

function busyFigure(ours: Load, peer: Load): Figure {
  const ratio = ours.perSecond / peer.perSecond;
  return {
    what: 'check by token over HTTP, logged durably, 64 connections; service on one core, database and wrk on the other',
    ours: inWords(ours),
    peer: `bare Fastify, one select + one insert: ${inWords(peer)}`,
    goal: `${ratio.toFixed(2)} times as many, asked ≥ 1.5 with p99 no worse`,
    met: ratio >= 1.5 && ours.p99Ms <= peer.p99Ms,
  };
}

function aloneFigure(ours: Load, peer: Load): Figure {
  const ratio = ours.p50Ms / peer.p50Ms;
  return {
    what: 'the same with one connection',
    ours: `p50 ${ours.p50Ms.toFixed(2)} ms`,
    peer: `p50 ${peer.p50Ms.toFixed(2)} ms`,
    goal: `${ratio.toFixed(2)} times, asked ≤ 1.2`,
    met: ratio <= 1.2,
  };
}

const inWords = ({ perSecond, p99Ms }: Load) =>
  `${perSecond.toFixed(0)} a second, p99 ${p99Ms.toFixed(1)} ms`;

/** Medians over the rounds, both sides measured in each. */
function inTurns(round: () => [Load, Load]): [Load, Load] {
  const rounds = Array.from({ length: ROUNDS }, round);
  const middle = (side: 0 | 1): Load => {
    const of = (figure: keyof Load) => summary(rounds.map((pair) => pair[side][figure])).median;
    return { perSecond: of('perSecond'), p50Ms: of('p50Ms'), p99Ms: of('p99Ms') };
  };
  return [middle(0), middle(1)];
}

function load({ origin }: PinnedProcess, path: string, script: string, connections: number): Load {
  const wrk = ['wrk', '-t1', `-c${connections}`, `-d${SECONDS}s`, '--latency', '-s', script, origin + path];
  const said = execFileSync('taskset', ['-c', OTHER_CORE, ...wrk], { encoding: 'utf8' });
  if (/Non-2xx|Socket errors/.test(said)) throw new Error(said);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1]),
    p50Ms: milliseconds(/50%\s+(\S+)/.exec(said)?.[1]),
    p99Ms: milliseconds(/99%\s+(\S+)/.exec(said)?.[1]),
  };
}

function milliseconds(written = ''): number {
  const [, number, unit] = /^([\d.]+)(us|ms|s)$/.exec(written) ?? [];
  return Number(number) * ({ us: 0.001, ms: 1, s: 1000 }[unit ?? ''] ?? Number.NaN);
}

/** One ready request for each licence, asked for in turn. */
const luaOver = (tokens: readonly string[]) => `
local tokens = { ${tokens.map((token) => `"${token}"`).join(', ')} }
local ready, at = {}, 0
function init()
  for index, token in ipairs(tokens) do ready[index] = wrk.format("GET", wrk.path .. token) end
end
function request()
  at = at % #ready + 1
  return ready[at]
end
`;
