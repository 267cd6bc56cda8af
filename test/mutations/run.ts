import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { hasTool } from '../support/tools.ts';
import { mutate } from './mutate.ts';
import { MutationProcess, type MutationResult } from './mutation-process.ts';
import { mutationSeeds } from './mutation-seeds.ts';
import { RandomChoice } from './random-choice.ts';

/**
 * Mutates and judges files: `MUTATION_COUNT` (100,000), `MUTATION_SEED` (1), `MUTATION_PROCESSES` (as many as cores).
 * Files with findings are written to `MUTATION_FINDINGS` (a folder; default build folder). Ends with 1 where there is
 * a finding. Own files have fresh keys in every run: a finding is kept as a file, not only by its number.
 */
const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const count = number('MUTATION_COUNT', 100_000);
const seedOfRun = number('MUTATION_SEED', 1);
const processes = number('MUTATION_PROCESSES', availableParallelism());
const folder = process.env['MUTATION_FINDINGS'] ?? join('dist', 'mutation-findings');
const CHUNK = 50;
const PROGRESS_EVERY = 1_000;

const { seeds, notes } = await mutationSeeds();
if (!hasTool('pdftoppm')) notes.push('comparison of pixels skipped: pdftoppm not installed');
for (const note of notes) console.log(note);
console.log(`${count} files from ${seeds.length} seeds, seed ${seedOfRun}, ${processes} processes`);

const startedAt = performance.now();
const tally = {
  valid: 0,
  'not-valid': 0,
  unreadable: 0,
  rendered: 0,
  slowestMs: 0,
  greatestBytes: 0,
  done: 0,
};
const findings: string[] = [];
let given = 0;

function takeIndexes(): number[] {
  const first = given;
  given = Math.min(count, given + CHUNK);
  return Array.from({ length: given - first }, (_, offset) => first + offset);
}

function onResult(result: MutationResult): void {
  tally.done += 1;
  tally[result.verdict] += 1;
  if (result.wasRendered) tally.rendered += 1;
  else tally.slowestMs = Math.max(tally.slowestMs, result.tookMs);
  tally.greatestBytes = Math.max(tally.greatestBytes, result.residentBytes);
  if (result.finding) keep(result);
  if (tally.done % PROGRESS_EVERY === 0) console.log(summary());
}

/** The file is made again from its number, so that a worker that is gone need not hand it over. */
function keep({ index, finding }: MutationResult): void {
  const random = new RandomChoice(seedOfRun, index);
  const seed = random.oneOf(seeds);
  const { mutations, bytes } = mutate(seed.bytes, random);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${seedOfRun}-${index}.pdf`), bytes);
  const told = `✗ ${index}: ${finding} · ${seed.title} · ${mutations.join(', ')}`;
  findings.push(told);
  console.log(told);
}

function summary(): string {
  const seconds = (performance.now() - startedAt) / 1000;
  const verdicts = `${tally.valid} valid (${tally.rendered} rendered), ${tally['not-valid']} not valid, ${tally.unreadable} unreadable`;
  const cost = `slowest ${Math.round(tally.slowestMs)} ms, ${Math.round(tally.greatestBytes / 1048576)} MB`;
  return `${tally.done} of ${count} · ${Math.round(tally.done / seconds)} a second · ${verdicts} · ${cost} · ${findings.length} findings`;
}

await Promise.all(
  Array.from(
    { length: processes },
    () => new Promise<void>((done) => new MutationProcess(seeds, seedOfRun, takeIndexes, onResult, done)),
  ),
);
console.log(`${findings.length === 0 ? 'passed' : 'FAILED'}: ${summary()}`);
process.exitCode = findings.length > 0 ? 1 : 0;
