import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateClients1763910300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CLIENTS);
    await runner.query(TOKENS);
    await runner.query(TIDYING);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION drop_expired_client_tokens;
      DROP TABLE client_assertions; DROP TABLE client_tokens;
      DROP TABLE client_scopes; DROP TABLE client_credentials; DROP TABLE clients;
    `);
  }
}

const CLIENTS = `
  CREATE TABLE clients (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units,
    client_id text NOT NULL UNIQUE CHECK (client_id ~ '^zzc_[0-9A-HJKMNP-TV-Z]{16}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    quota_per_minute integer NOT NULL CHECK (quota_per_minute BETWEEN 1 AND 1000000),
    allowed_addresses cidr[] CHECK (cardinality(allowed_addresses) BETWEEN 1 AND 100),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
    ended_at timestamptz,
    end_reason text CHECK (length(end_reason) BETWEEN 1 AND 500),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
  );
  COMMENT ON TABLE clients IS 'Systems of departments (部门业务系统), OAuth 2 clients; docs/adr/0018-clients.md';
  COMMENT ON COLUMN clients.client_id IS 'What the system calls itself by; no secret';
  COMMENT ON COLUMN clients.allowed_addresses IS 'Networks that it may call from; null: any';
  CREATE INDEX clients_unit ON clients (unit_id);

  CREATE TABLE client_credentials (
    id uuid PRIMARY KEY,
    client_id uuid NOT NULL REFERENCES clients,
    kind text NOT NULL CHECK (kind IN ('secret', 'jwk')),
    slot smallint NOT NULL CHECK (slot IN (1, 2)),
    secret_hash bytea CHECK (octet_length(secret_hash) = 32),
    jwk jsonb CHECK (jsonb_typeof(jwk) = 'object'
      AND NOT jwk ?| ARRAY['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']),
    valid_from timestamptz NOT NULL,
    valid_until timestamptz NOT NULL CHECK (valid_until > valid_from),
    ended_at timestamptz,
    CHECK ((kind = 'secret') = (secret_hash IS NOT NULL) AND (kind = 'jwk') = (jwk IS NOT NULL))
  );
  COMMENT ON TABLE client_credentials IS 'What clients prove themselves by; the secret itself is shown once and never kept';
  COMMENT ON COLUMN client_credentials.slot IS 'Two open ones of a kind, so that a rotation has no gap, and never a third';
  COMMENT ON COLUMN client_credentials.secret_hash IS 'SHA-256 of the secret with its 256 random bits';
  COMMENT ON COLUMN client_credentials.jwk IS 'Public key, RFC 7517; one with private members is refused';
  CREATE UNIQUE INDEX client_credentials_slot ON client_credentials (client_id, kind, slot) WHERE ended_at IS NULL;

  CREATE TABLE client_scopes (
    id uuid PRIMARY KEY,
    client_id uuid NOT NULL REFERENCES clients,
    act text NOT NULL,
    type_code text,
    needs_purpose boolean NOT NULL,
    added_at timestamptz NOT NULL,
    ended_at timestamptz
  );
  COMMENT ON TABLE client_scopes IS 'Acts that a client may do with the things of its unit';
  COMMENT ON COLUMN client_scopes.type_code IS 'Code of a licence type; null: of every type';
  CREATE UNIQUE INDEX client_scopes_open ON client_scopes (client_id, act, coalesce(type_code, '')) WHERE ended_at IS NULL;
`;

const TOKENS = `
  CREATE TABLE client_tokens (
    token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    client_id uuid NOT NULL REFERENCES clients,
    credential_id uuid NOT NULL REFERENCES client_credentials,
    scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > issued_at),
    revoked_at timestamptz
  );
  COMMENT ON TABLE client_tokens IS 'Access tokens by their SHA-256';
  COMMENT ON COLUMN client_tokens.scopes IS 'As written in OAuth: an act, or an act and a licence type with a colon between';
  CREATE INDEX client_tokens_expiry ON client_tokens (expires_at);
  CREATE INDEX client_tokens_client ON client_tokens (client_id);

  CREATE TABLE client_assertions (
    client_id uuid NOT NULL REFERENCES clients,
    jti text NOT NULL CHECK (length(jti) BETWEEN 1 AND 128),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (client_id, jti)
  );
  COMMENT ON TABLE client_assertions IS 'Assertions that were used (RFC 7523): each is good once';
  CREATE INDEX client_assertions_expiry ON client_assertions (expires_at);
`;

const TIDYING = `
  CREATE FUNCTION drop_expired_client_tokens() RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM client_tokens WHERE expires_at < clock_timestamp() - interval '1 day';
    DELETE FROM client_assertions WHERE expires_at < clock_timestamp() - interval '1 day';
  $$;
  COMMENT ON FUNCTION drop_expired_client_tokens IS 'The only way in which the service deletes: what has been worth nothing for a day';
`;

const RIGHTS = `
  REVOKE ALL ON FUNCTION drop_expired_client_tokens FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION drop_expired_client_tokens TO zz_app;
  GRANT SELECT, INSERT ON clients, client_credentials, client_scopes, client_tokens, client_assertions TO zz_app;
  GRANT UPDATE (quota_per_minute, allowed_addresses, expires_at, ended_at, end_reason) ON clients TO zz_app;
  GRANT UPDATE (ended_at) ON client_credentials, client_scopes TO zz_app;
  GRANT UPDATE (revoked_at) ON client_tokens TO zz_app;
`;
