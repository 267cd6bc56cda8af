#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { ChildFailed } from './service-process.ts';
import { UsageError } from './usage-error.ts';

const USAGE = `zhaozhang <command>
  start              serve; on DATABASE_URL, or on the bundled PostgreSQL when that is not set
  demo [--once]      build up the demo city and show the main job; --once ends after the summary
  migrate            bring the database of ZZ_DATABASE_OWNER_URL to the present schema
  serve              serve on DATABASE_URL, prepared by whoever starts this
  openapi [--check]  write docs/openapi.json; --check only says whether it is up to date
  sign FILE          seal a PDF with keys from files; options: zhaozhang sign --help
  verify FILE…       judge sealed PDFs and electronic seals; options: zhaozhang verify --help
  archive [change-digest sha256|sm3]
                     bring the evidence records up to date now; with a digest, under that one
  audit              check the access log: see zhaozhang audit
  administrator      make one of the first two security administrators: zhaozhang administrator
  certificates       table of every certificate and key below ZZ_CERTS_DIR
  keys <what>        request, import or list seal keys; “zhaozhang keys” says how`;

type Command = (options: readonly string[]) => Promise<void>;

/** What a command without database needs of the process it runs in. */
const SURROUNDINGS = {
  environment: process.env,
  print: (text: string) => process.stdout.write(text),
  complain: (text: string) => process.stderr.write(text),
};

const COMMANDS: Readonly<Record<string, Command>> = {
  start: async () => {
    if (process.env['DATABASE_URL']) return serveHere();
    const { startOnEmbeddedDatabase } = await import('./embedded-service.ts');
    await untilStopped(await startOnEmbeddedDatabase(process.env));
  },
  demo: async (options) => {
    const { runDemo } = await import('./demo/run-demo.ts');
    await runDemo({ once: options.includes('--once'), environment: process.env });
  },
  migrate: async () => {
    const { loadOwnerDatabaseUrl } = await import('./config/load-config.ts');
    const ownerUrl = loadOwnerDatabaseUrl()?.reveal();
    if (!ownerUrl)
      throw new UsageError('ZZ_DATABASE_OWNER_URL is missing: the URL of the role that owns the database');
    const { migrate } = await import('./platform/database/migrate.ts');
    const names = await migrate({
      ownerUrl,
      migrationsDir: fileURLToPath(new URL('../migrations', import.meta.url)),
    });
    process.stdout.write(names.length > 0 ? `migrated: ${names.join(', ')}\n` : 'nothing to migrate\n');
  },
  serve: serveHere,
  verify: async (options) => {
    const { verifyCommand } = await import('./verification/command/verify-command.ts');
    const { systemClock } = await import('./shared/clock.ts');
    process.exitCode = await verifyCommand(options, { ...SURROUNDINGS, clock: systemClock });
  },
  sign: async (options) => {
    const { signCommand } = await import('./signing/command/sign-command.ts');
    process.exitCode = await signCommand(options, { ...SURROUNDINGS, now: new Date() });
  },
  audit: async (options) => {
    const { AuditUsageError, runAuditCommand } = await import('./audit/audit-command.ts');
    const { readTrustAnchors } = await import('./trust/trust-anchors.ts');
    const print = (text: string) => process.stdout.write(text);
    try {
      process.exitCode = await runAuditCommand(options, process.env, print, readTrustAnchors);
    } catch (error) {
      throw error instanceof AuditUsageError ? new UsageError(error.message) : error;
    }
  },
  administrator: async (options) => {
    const { readAdministratorOptions, runAdministratorCommand } = await import('./administrator-command.ts');
    if (process.env['DATABASE_URL']) return runAdministratorCommand(options, process.env, SURROUNDINGS.print);
    readAdministratorOptions(options);
    const { runOnEmbeddedDatabase } = await import('./embedded-service.ts');
    await runOnEmbeddedDatabase(process.env, 'administrator', options);
  },
  certificates: async () => {
    const { certificateInventory, inventoryTable } = await import('./trust/certificate-inventory.ts');
    const rows = await certificateInventory(process.env['ZZ_CERTS_DIR'] || 'certs');
    process.stdout.write(`${inventoryTable(rows)}\n`);
  },
  archive: async (options) => {
    const { runArchiveCommand } = await import('./archive-command.ts');
    const done = runArchiveCommand(options, process.env);
    if (!done) throw new UsageError(USAGE);
    process.stdout.write(`${await done}\n`);
  },
  keys: async (options) => {
    const { runKeysCommand } = await import('./keys-command.ts');
    await runKeysCommand(options, process.env, (text) => process.stdout.write(text));
  },
  openapi: async (options) => {
    const { describeInterface } = await import('./describe-interface.ts');
    const isUpToDate = await describeInterface('docs/openapi.json', options.includes('--check'));
    if (!isUpToDate)
      throw new UsageError('docs/openapi.json is out of date; to write it anew: npm run openapi');
  },
  'seed-demo': async () => {
    const { seedDemoCity } = await import('./demo/seed-demo-city.ts');
    await seedDemoCity(process.env);
  },
};

async function serveHere(): Promise<void> {
  const { serve } = await import('./main.ts');
  await serve();
}

/** Keeps this process until it is told to stop, then stops what it started; a service that ends by itself ends us. */
async function untilStopped({
  service,
  stop,
}: {
  service: { exited: Promise<number> };
  stop: () => Promise<void>;
}) {
  const signal = new Promise<null>((asked) => {
    process.once('SIGINT', () => asked(null)).once('SIGTERM', () => asked(null));
  });
  const code = await Promise.race([signal, service.exited]);
  await stop();
  if (code !== null) process.exitCode = code || 1;
}

async function main([name = '', ...options]: readonly string[]): Promise<void> {
  const command = COMMANDS[name];
  if (!command) throw new UsageError(USAGE);
  await command(options);
}

/** What to say of a failure. Its words are loaded only now: `verify` starts without the database's client. */
async function failureLine(error: unknown): Promise<string> {
  if (error instanceof UsageError) return error.message;
  const { startFailureLine } = await import('./start-failure.ts');
  return startFailureLine(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}

main(process.argv.slice(2)).catch(async (error: unknown) => {
  if (!(error instanceof ChildFailed)) process.stderr.write(`${await failureLine(error)}\n`);
  process.exit(1);
});
