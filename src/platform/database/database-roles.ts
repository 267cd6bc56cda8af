import { type Client, escapeIdentifier, escapeLiteral } from 'pg';

export const DATABASE_NAME = 'zz';
/** Owns the database and every object in it; used by migrations, in a process that ends. */
export const OWNER_ROLE = 'zz_owner';
/** The limited role of the serving process. */
export const APP_ROLE = 'zz_app';

export interface RoleSecrets {
  readonly owner: string;
  readonly app: string;
}

/**
 * Makes the two roles and the database where they are missing. `client` is a superuser's; a run that was killed half
 * way is completed by the next. The owner may make further limited roles (`CREATEROLE`), nothing more.
 */
export async function ensureRolesAndDatabase(client: Client, secrets: RoleSecrets): Promise<void> {
  await ensureRole(client, OWNER_ROLE, secrets.owner, 'createrole');
  await ensureRole(client, APP_ROLE, secrets.app, '');
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE_NAME]);
  if (rowCount === 0) await createOwnedDatabase(client, DATABASE_NAME);
}

async function ensureRole(client: Client, role: string, secret: string, options: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (rowCount !== 0) return;
  await client.query(
    `create role ${escapeIdentifier(role)} login ${options} password ${escapeLiteral(secret)}`,
  );
}

/** A new database `name`, owned by the owner role; nobody but the two roles may connect. */
export async function createOwnedDatabase(
  client: Client,
  name: string,
  template = 'template0',
): Promise<void> {
  const database = escapeIdentifier(name);
  await client.query(
    `create database ${database} owner ${OWNER_ROLE} template ${escapeIdentifier(template)}`,
  );
  await client.query(`alter database ${database} set timezone to 'UTC'`);
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant connect on database ${database} to ${APP_ROLE}`);
}
