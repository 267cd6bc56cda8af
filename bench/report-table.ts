import { cpus, release, totalmem } from 'node:os';

/** One line of the table: what was measured, ours, the peer's in the same run, and what was asked for. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly goal: string;
  readonly met: boolean;
}

/** The figures as Markdown, with the machine they come from. */
export function reportTable(figures: readonly Figure[], on: Date): string {
  const rows = figures.map(
    ({ what, ours, peer, goal, met }) => `| ${what} | ${ours} | ${peer} | ${goal} ${met ? '✓' : '✗'} |`,
  );
  return [
    `${machine()}, ${on.toISOString().slice(0, 10)}`,
    '',
    '| what | Zhaozhang | peer, same run | goal |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function machine(): string {
  const [cpu] = cpus();
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${memoryGiB} GiB, Linux ${release()}, Node ${process.versions.node}`;
}
