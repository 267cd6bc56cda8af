import { LOG_PROBLEMS } from './log-problem.ts';
import type { LogReport } from './verify-log.ts';

const MAX_LINES = 20;

/** The report as people read it. */
export function reportText(report: LogReport): string {
  const { problems, size, pruned, checkpoints, lastProven, timeStamps, open } = report;
  const shown = problems.slice(0, MAX_LINES).map(({ code, leafIndex, where }) => {
    const place = leafIndex === null ? '' : ` at place ${leafIndex}`;
    return `  ${code}${place}: ${LOG_PROBLEMS[code]} (${where})`;
  });
  const proven = lastProven
    ? `${lastProven.size} entries are as the checkpoint says${lastProven.stampedAt ? ` that is stamped ${lastProven.stampedAt.toISOString()}` : ''}`
    : 'no checkpoint bears the log out';
  return [
    `${size} entries in the tree, ${pruned} of them pruned; ${checkpoints} checkpoints`,
    proven,
    timeStampLine(timeStamps),
    `open: ${open.entries} entries that no exported checkpoint covers yet, ${open.waiting} of them without a place`,
    problems.length === 0 ? 'nothing is wrong' : `${problems.length} wrong; the first:`,
    ...shown,
    ...(problems.length > MAX_LINES ? [`  and ${problems.length - MAX_LINES} more`] : []),
  ].join('\n');
}

function timeStampLine(timeStamps: LogReport['timeStamps']): string {
  if (!timeStamps) return 'time-stamps: not judged (--roots names whom to believe), taken as they state';
  const { judged, undecided } = timeStamps;
  const ended =
    undecided > 0 ? `, ${undecided} of them of an authority whose certificate has ended since` : '';
  return `time-stamps: ${judged} judged by the roots given${ended}`;
}
