import { writeFileSync } from 'node:fs';

const SHOWN_OBJECTIONS = 5;

/** What a reader sees of a run, and its totals. */
export class Report {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  get hasFailures(): boolean {
    return this.failed > 0;
  }

  say(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  /** One line, counted like a test: it holds when there are no objections. */
  conclude(title: string, objections: readonly string[]): void {
    if (objections.length === 0) this.passed += 1;
    else this.failed += 1;
    this.say(`  ${objections.length === 0 ? 'ok    ' : 'FAILED'} ${title}`);
    for (const objection of objections.slice(0, SHOWN_OBJECTIONS)) this.say(`           ${objection}`);
    const more = objections.length - SHOWN_OBJECTIONS;
    if (more > 0) this.say(`           … and ${more} more`);
  }

  skip(title: string, reason: string): void {
    this.skipped += 1;
    this.say(`  skipped ${title}: ${reason}`);
  }

  /** The line of totals; with a path also a file in the words of Jest's report, for the totals of `npm test`. */
  end(path: string | undefined): void {
    const { passed, failed, skipped } = this;
    this.say(`kill test: ${passed} passed, ${failed} failed, ${skipped} skipped`);
    if (path === undefined) return;
    const tests = { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped };
    writeFileSync(path, JSON.stringify({ ...tests, numRuntimeErrorTestSuites: 0, numTodoTests: 0 }));
  }
}
