import { Client } from 'pg';
import PgBoss from 'pg-boss';
import { JOB_QUEUES } from '../jobs/job-queues.ts';
import { APP_ROLE } from './database-roles.ts';

const JOB_SCHEMA = 'pgboss';
/** pg-boss sends due cron jobs through this queue and says nothing when it is missing. */
const CRON_QUEUE = '__pgboss__send-it';

/**
 * Makes pg-boss's schema and one queue (a partition) for each entry of `JOB_QUEUES`, as owner: the limited role may
 * only put jobs in and take them out.
 */
export async function prepareJobQueues(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: JOB_SCHEMA,
    supervise: false,
    schedule: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    const present = new Set((await boss.getQueues()).map(({ name }) => name));
    for (const queue of [{ name: CRON_QUEUE }, ...JOB_QUEUES]) {
      if (!present.has(queue.name)) await boss.createQueue(queue.name, queue);
    }
  } finally {
    await boss.stop({ graceful: false, wait: true });
  }
  await grantToApp(ownerUrl);
}

async function grantToApp(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      grant usage on schema ${JOB_SCHEMA} to ${APP_ROLE};
      grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to ${APP_ROLE};
      grant execute on all functions in schema ${JOB_SCHEMA} to ${APP_ROLE};
      revoke all on function ${JOB_SCHEMA}.create_queue(text, json), ${JOB_SCHEMA}.delete_queue(text) from public, ${APP_ROLE}`);
  } finally {
    await client.end();
  }
}
