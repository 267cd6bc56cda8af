import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Gauge } from 'prom-client';
import { CONFIG, type Config } from '../../config/config.ts';
import { Degraded, Readiness } from '../../platform/http/readiness.ts';
import { RequestMetrics } from '../../platform/http/request-metrics.ts';
import { LOGGER, type Logger } from '../../platform/logging/logger.ts';
import { CheckpointDelivery } from './checkpoint-delivery.ts';
import { CheckpointPublisher } from './checkpoint-publisher.ts';
import { LogTree } from './log-tree.ts';
import { LogTreeAlarm } from './log-tree-alarm.ts';

const TICK_MS = 1_000;
const ENTRIES_AT_ONCE = 2_000;
const MAX_UNSIGNED_ENTRIES = 10_000;

/** Grows the tree and has it signed, for as long as the service runs; any number of processes may do so at once. */
@Injectable()
export class LogTreeKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private turn: Promise<void> = Promise.resolve();
  private isStopped = false;
  private signedSize = -1;
  private signedAtMs = Number.NEGATIVE_INFINITY;
  private lastComplaint = '';
  /** Why the tree does not grow or is not signed; null while it does. */
  private trouble: string | null = null;
  private readonly gauges: Readonly<Record<'size' | 'signed' | 'lag' | 'alarm', Gauge>>;

  constructor(
    @Inject(LogTree) private readonly tree: LogTree,
    @Inject(CheckpointPublisher) private readonly publisher: CheckpointPublisher,
    @Inject(CheckpointDelivery) private readonly delivery: CheckpointDelivery,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(RequestMetrics) { registry }: RequestMetrics,
    @Inject(Readiness) readiness: Readiness,
  ) {
    // Serving goes on: what waits is written, and gets its place later.
    readiness.register('log tree', async () => {
      if (this.trouble !== null) throw new Degraded(this.trouble);
    });
    const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
    this.gauges = {
      size: gauge('audit_tree_size', 'Entries of the access log that have their place in the tree'),
      signed: gauge('audit_checkpoint_size', 'Entries under the last checkpoint'),
      lag: gauge('audit_sequencer_lag_seconds', 'How long the next entry has waited for its place'),
      alarm: gauge(
        'audit_tree_alarm',
        '1 while an entry waits too long for its place, or the tree is wrong, so that nothing is signed',
      ),
    };
  }

  /** Before the first request: a log that was restored into another cluster is brought to its end. */
  async onApplicationBootstrap(): Promise<void> {
    if (await this.tree.enterCluster())
      this.logger.warn('the access log goes on in another database cluster');
    this.schedule(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.turn;
    await this.work(true);
    await this.delivery.end();
  }

  /** Takes and signs all that is ready, now. */
  async settle(): Promise<void> {
    await this.turn;
    await this.grow(true);
  }

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.turn = this.work(false).then(() => {
        if (!this.isStopped) this.schedule(TICK_MS);
      });
    }, delayMs);
    this.timer.unref();
  }

  /** One turn; what fails is tried again in the next. */
  private async work(signAtOnce: boolean): Promise<void> {
    try {
      await this.grow(signAtOnce);
      await this.watchLag();
    } catch (err) {
      if (err instanceof LogTreeAlarm) this.gauges.alarm.set(1);
      this.complain(err instanceof Error ? err.message : String(err), err);
    }
  }

  private async grow(signAtOnce: boolean): Promise<void> {
    for (let taken = ENTRIES_AT_ONCE; taken === ENTRIES_AT_ONCE; ) {
      const step = await this.tree.sequence(ENTRIES_AT_ONCE);
      taken = step.taken;
      this.gauges.size.set(step.size);
      if (signAtOnce || this.isDue(step.size)) await this.sign();
    }
  }

  private isDue(size: number): boolean {
    if (size - this.signedSize >= MAX_UNSIGNED_ENTRIES) return true;
    const elapsedMs = performance.now() - this.signedAtMs;
    // A smaller size too: the publisher is to see that the tree was cut.
    return size !== this.signedSize && elapsedMs >= this.config.logTree.checkpointSeconds * 1_000;
  }

  private async sign(): Promise<void> {
    this.signedSize = await this.publisher.publish();
    this.signedAtMs = performance.now();
    this.gauges.signed.set(this.signedSize);
  }

  private async watchLag(): Promise<void> {
    const seconds = await this.tree.waitingSeconds();
    const isLate = seconds > this.config.logTree.lagAlarmSeconds;
    this.gauges.lag.set(seconds);
    this.gauges.alarm.set(isLate ? 1 : 0);
    if (isLate) this.complain('the tree of the access log lags', { seconds: Math.round(seconds) });
    else [this.lastComplaint, this.trouble] = ['', null];
  }

  /** Once for each kind of trouble, not once a second. */
  private complain(message: string, cause: unknown): void {
    this.trouble = message;
    if (message === this.lastComplaint) return;
    this.lastComplaint = message;
    this.logger.error(cause instanceof Error ? { err: cause } : { cause }, message);
  }
}
