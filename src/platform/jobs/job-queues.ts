/** A queue that migrations make; `retryLimit` and the rest are pg-boss's own names. */
export interface JobQueue {
  readonly name: string;
  readonly retryLimit: number;
  readonly retryBackoff: boolean;
  readonly expireInSeconds: number;
}

const queue = (name: string, expireInSeconds = 60): JobQueue => ({
  name,
  retryLimit: 10,
  retryBackoff: true,
  expireInSeconds,
});

/** Every job queue of the service. A module that needs another adds it here: the serving process cannot make one. */
export const JOB_QUEUES: readonly JobQueue[] = [
  queue('audit.partitions'),
  queue('trust.publish-crl'),
  queue('signing.reap-intended-uses'),
  queue('storage.reconcile', 600),
  queue('archive.maintain', 3_600),
  queue('clients.drop-expired-tokens'),
];
