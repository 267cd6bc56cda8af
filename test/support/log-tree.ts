import { generateKeyPairSync } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { type AuditEntry, type AuditOrigin, buildAuditEntry } from '../../src/audit/audit-entry.ts';
import { AuditWriter } from '../../src/audit/audit-writer.ts';
import { CheckpointFolder } from '../../src/audit/tree/checkpoint-folder.ts';
import type { CheckpointKey } from '../../src/audit/tree/checkpoint-key.ts';
import { CheckpointPublisher } from '../../src/audit/tree/checkpoint-publisher.ts';
import { CheckpointTimeStamps, type StampDigest } from '../../src/audit/tree/checkpoint-time-stamps.ts';
import { LogTree } from '../../src/audit/tree/log-tree.ts';
import { LogTreeKeeper } from '../../src/audit/tree/log-tree-keeper.ts';
import { makeTimeStampToken } from '../../src/crypto/cms/time-stamp-authority.ts';
import { readTimeStampRequest, writeTimeStampRequest } from '../../src/crypto/cms/time-stamp-request.ts';
import { columnTypes } from '../../src/platform/database/connection-settings.ts';
import { Database } from '../../src/platform/database/database.ts';
import { createLogger } from '../../src/platform/logging/logger.ts';
import { makeTestPki, type TestPki } from '../factories/test-pki.ts';
import { makeTestTsa } from '../factories/test-trust-services.ts';
import { rowsOf } from './city.ts';
import type { StartedApp } from './start-app.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { newTestFolder } from './test-server.ts';

const ORIGIN: AuditOrigin = {
  kind: 'anonymous',
  id: null,
  unitId: null,
  requestId: null,
  causeId: null,
  address: '203.0.113.77',
  officer: null,
  caseNumber: null,
  purpose: null,
};

/**
 * Transaction numbers are given in the whole cluster: a writer in the database of a test beside holds back what may be
 * taken here. Waits for those; one that the test itself holds open is what it wants to see, and a number that is not
 * given yet is of another cluster.
 */
const HORIZON_PASSED = `
  SELECT coalesce(
    (SELECT max(written_by) FROM audit_entries WHERE written_by < pg_snapshot_xmax(pg_current_snapshot()))
      < pg_snapshot_xmin(pg_current_snapshot()), true
  ) OR EXISTS (
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL
  ) AS passed`;

class PatientTree extends LogTree {
  constructor(
    reads: Database,
    private readonly superuser: Client,
  ) {
    super(reads);
  }

  override async sequence(atMost: number) {
    for (;;) {
      const { rows } = await this.superuser.query<{ passed: boolean }>(HORIZON_PASSED);
      if (rows[0]?.passed) return super.sequence(atMost);
      await setTimeout(20);
    }
  }
}

/** An access log with its tree, without a service: entries are written and taken when the test says so. */
export class TestLog {
  readonly key: CheckpointKey = { origin: 'test.example.cn/log', ...generateKeyPairSync('ed25519') };
  readonly tree: LogTree;
  readonly checkpoints: string;
  readonly publisher: CheckpointPublisher;
  private readonly writer: AuditWriter;

  private constructor(
    readonly database: TestDatabase,
    /** The role of the service. */
    readonly app: Client,
    readonly superuser: Client,
    private readonly pool: Pool,
    readonly folder: string,
  ) {
    this.checkpoints = join(folder, 'checkpoints');
    this.tree = new PatientTree(this.reads, superuser);
    this.publisher = this.newPublisher();
    this.writer = new AuditWriter({
      newClient: () => new Client({ connectionString: database.appUrl }),
      seal: (personal) => personal,
    });
  }

  static async create(): Promise<TestLog> {
    const database = await createTestDatabase();
    const [app, superuser] = [database.appUrl, database.superuserUrl].map(
      (connectionString) => new Client({ connectionString, types: columnTypes }),
    ) as [Client, Client];
    await Promise.all([app.connect(), superuser.connect()]);
    const pool = new Pool({ connectionString: database.appUrl, types: columnTypes, max: 6 });
    // The database is dropped while the last connection of the pool still says goodbye.
    pool.on('error', () => undefined);
    return new TestLog(database, app, superuser, pool, newTestFolder());
  }

  /** A publisher as another process would have: it knows nothing but what was exported. */
  newPublisher(stamp?: StampDigest): CheckpointPublisher {
    const timeStamps = new CheckpointTimeStamps(
      createLogger({ level: 'fatal', samplePercent: 0, slowRequestMs: 1 }),
    );
    if (stamp) timeStamps.use(stamp);
    const folder = new CheckpointFolder(this.checkpoints);
    return new CheckpointPublisher(this.tree, folder, this.key, timeStamps, this.reads);
  }

  /** A publisher whose checkpoints bear a real token that states `at`, of an authority under the root of `pki`. */
  async stampedPublisher(at: Date, pki?: TestPki): Promise<CheckpointPublisher> {
    const authority = await makeTestTsa(pki ?? (await makeTestPki()));
    return this.newPublisher((sha256) => {
      const question = { digest: 'sha256', hashedMessage: sha256, nonce: Buffer.of(1) } as const;
      return makeTimeStampToken(
        readTimeStampRequest(writeTimeStampRequest(question)),
        authority,
        at,
        Buffer.of(1),
      );
    });
  }

  /** Writes `count` entries that differ; returns their ids. */
  async write(count: number, entry: Partial<AuditEntry> = {}, at = new Date()): Promise<string[]> {
    const built = Array.from({ length: count }, () =>
      buildAuditEntry(
        { act: 'licence.read', outcome: 'succeeded', object: { kind: 'licence', id: 'x' }, ...entry },
        ORIGIN,
        at,
      ),
    );
    await Promise.all(built.map((one) => this.writer.write(one)));
    return built.map(({ id }) => id);
  }

  /** Takes what is ready and signs it; returns the size. */
  async settle(): Promise<number> {
    while ((await this.tree.sequence(1_000)).taken > 0);
    return this.publisher.publish();
  }

  async close(): Promise<void> {
    await this.writer.close();
    await Promise.all([this.app.end(), this.superuser.end(), this.pool.end()]);
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** `Database` reads its pool from TypeORM's driver and needs nothing else of it. */
  get reads(): Database {
    return new Database({ driver: { master: this.pool } } as unknown as ConstructorParameters<
      typeof Database
    >[0]);
  }
}

/**
 * Settles the log of a running service. Waits too for transactions of databases beside: numbers are given in the whole
 * cluster, and theirs hold ours back.
 */
export async function settleLog(city: StartedApp): Promise<void> {
  const keeper = city.app.get(LogTreeKeeper, { strict: false });
  const waiting = `SELECT FROM audit_entries e WHERE NOT EXISTS (
    SELECT FROM audit_leaves l WHERE l.written_by = e.written_by AND l.entry_row = e.id) LIMIT 1`;
  do await keeper.settle();
  while ((await rowsOf(city, waiting)).length > 0);
}
