import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { z } from 'zod';
import { CONFIG, type Config } from '../../config/config.ts';
import { Degraded, Readiness } from '../../platform/http/readiness.ts';
import { RequestMetrics } from '../../platform/http/request-metrics.ts';
import { LOGGER, type Logger } from '../../platform/logging/logger.ts';
import { replaceFile } from '../../platform/storage/replace-file.ts';
import { CheckpointFolder } from './checkpoint-folder.ts';
import { CheckpointUrl } from './checkpoint-url.ts';
import { DeliveredSizes } from './delivered-sizes.ts';

/** Nest token of what `CheckpointDelivery` needs of its place; null: checkpoints go to the folder alone. */
export const CHECKPOINT_STORE = Symbol('CheckpointStore');

export interface CheckpointStore {
  readonly store: CheckpointUrl;
  /** File that says how far deliveries have come. */
  readonly progressPath: string;
}

const TICK_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const Progress = z.strictObject({ url: z.string(), settled: z.int().min(0) });

/**
 * Takes every checkpoint of the folder to a store that is not the service's, in order of size, until it is there. It
 * goes by the folder, not by the database, which whoever changes the log could change too.
 */
@Injectable()
export class CheckpointDelivery implements OnApplicationBootstrap {
  private delivered = new DeliveredSizes(0);
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private failingSinceMs: number | null = null;
  private lastComplaint = '';
  private readonly gauge: Gauge | null;

  constructor(
    @Inject(CHECKPOINT_STORE) private readonly place: CheckpointStore | null,
    @Inject(CheckpointFolder) private readonly folder: CheckpointFolder,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(RequestMetrics) { registry }: RequestMetrics,
    @Inject(Readiness) readiness: Readiness,
  ) {
    this.gauge = place && new Gauge({ ...LAG, registers: [registry] });
    if (place)
      readiness.register('checkpoint store', async () => {
        if (this.lagSeconds() > this.config.logTree.lagAlarmSeconds) throw new Degraded(this.lastComplaint);
      });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.place) return;
    this.delivered = new DeliveredSizes(await readProgress(this.place));
    this.running = this.run(this.place);
  }

  /** Ends with one more turn for what was signed last; what the store does not take goes there after the next start. */
  async end(): Promise<void> {
    this.stopping.abort();
    await this.running;
    if (this.place) await this.turn(this.place);
  }

  private async run(place: CheckpointStore): Promise<void> {
    let pauseMs = TICK_MS;
    while (!this.stopping.signal.aborted) {
      const isDone = await this.turn(place);
      pauseMs = isDone ? TICK_MS : Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      await sleep(pauseMs, undefined, { ref: false, signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  /** @returns false when something is left that the store does not take now */
  private async turn(place: CheckpointStore): Promise<boolean> {
    try {
      await this.deliver(place);
      this.failingSinceMs = null;
      this.lastComplaint = '';
      return true;
    } catch (err) {
      this.failingSinceMs ??= performance.now();
      this.complain(err instanceof Error ? err.message : String(err), err);
      return false;
    } finally {
      this.gauge?.set(this.lagSeconds());
    }
  }

  private async deliver({ store, progressPath }: CheckpointStore): Promise<void> {
    for await (const checkpoint of this.folder.after(this.delivered.settled)) {
      if (this.delivered.has(checkpoint.size)) continue;
      await store.put(checkpoint);
      this.delivered.add(checkpoint.size, performance.now());
    }
    if (!this.delivered.settle(performance.now())) return;
    const progress: z.infer<typeof Progress> = { url: store.url, settled: this.delivered.settled };
    await replaceFile(progressPath, JSON.stringify(progress));
  }

  private lagSeconds(): number {
    return this.failingSinceMs === null ? 0 : (performance.now() - this.failingSinceMs) / 1_000;
  }

  /** Once for each kind of trouble, not once a turn. */
  private complain(message: string, err: unknown): void {
    if (message === this.lastComplaint) return;
    this.lastComplaint = message;
    this.logger.error({ err }, 'checkpoints of the access log do not reach their store');
  }
}

const LAG = {
  name: 'audit_checkpoint_delivery_lag_seconds',
  help: 'How long checkpoints have not reached ZZ_CHECKPOINT_URL; 0 while they do',
};

/** Nothing is lost by beginning anew: what is there already is only compared. */
async function readProgress({ store, progressPath }: CheckpointStore): Promise<number> {
  try {
    const { url, settled } = Progress.parse(JSON.parse(await readFile(progressPath, 'utf8')));
    return url === store.url ? settled : 0;
  } catch {
    return 0;
  }
}
