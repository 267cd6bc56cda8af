import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateClients1763910300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CLIENTS);
    await runner.query(TOKENS);
    await runner.query(REQUESTS);
    await runner.query(TIDYING);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE client_requests; DROP FUNCTION guard_client_request; DROP FUNCTION drop_expired_client_tokens;
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
  CREATE TRIGGER clients_ended BEFORE UPDATE ON clients
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_row();
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
  CREATE TRIGGER client_credentials_ended BEFORE UPDATE ON client_credentials
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_row();
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

const REQUESTS = `
  CREATE TABLE client_requests (
    id uuid PRIMARY KEY,
    change text NOT NULL CHECK (change IN ('create', 'terms')),
    unit_id uuid NOT NULL REFERENCES units,
    client_id uuid REFERENCES clients,
    name text CHECK (length(name) BETWEEN 1 AND 100),
    scopes jsonb NOT NULL CHECK (jsonb_typeof(scopes) = 'array'),
    quota_per_minute integer NOT NULL CHECK (quota_per_minute BETWEEN 1 AND 1000000),
    allowed_addresses cidr[] CHECK (cardinality(allowed_addresses) BETWEEN 1 AND 100),
    expires_at timestamptz NOT NULL,
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    requested_by uuid NOT NULL REFERENCES staff_accounts,
    requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    decision text CHECK (decision IN ('approved', 'rejected')),
    decision_reason text CHECK (length(decision_reason) BETWEEN 1 AND 500),
    decided_by uuid REFERENCES staff_accounts,
    decided_at timestamptz,
    CHECK ((change = 'create') = (name IS NOT NULL)),
    CHECK ((change = 'terms' OR decision = 'approved') = (client_id IS NOT NULL)),
    CHECK (decided_by <> requested_by),
    CHECK (num_nonnulls(decision, decided_by, decided_at) IN (0, 3)),
    CHECK (decision IS NOT NULL OR decision_reason IS NULL),
    CHECK (decision <> 'rejected' OR decision_reason IS NOT NULL)
  );
  COMMENT ON TABLE client_requests IS 'A client is made, and its terms change, by four eyes: one security administrator asks, another decides';
  COMMENT ON COLUMN client_requests.client_id IS 'Of a new client, once it was approved';
  CREATE UNIQUE INDEX client_requests_open ON client_requests (client_id) WHERE decision IS NULL;
  CREATE INDEX client_requests_in_order ON client_requests (requested_at DESC, id);

  CREATE FUNCTION guard_client_request() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT is_security_administrator(coalesce(NEW.decided_by, NEW.requested_by))
      OR (NEW.decision = 'approved' AND NOT is_security_administrator(NEW.requested_by)) THEN
      RAISE EXCEPTION 'clients are asked for and decided by security administrators' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER client_requests_guarded BEFORE INSERT OR UPDATE ON client_requests
    FOR EACH ROW EXECUTE FUNCTION guard_client_request();
  CREATE TRIGGER client_requests_decided BEFORE UPDATE ON client_requests
    FOR EACH ROW WHEN (OLD.decision IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_row();
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
  REVOKE ALL ON FUNCTION drop_expired_client_tokens, guard_client_request FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION drop_expired_client_tokens TO zz_app;
  GRANT SELECT, INSERT ON clients, client_credentials, client_scopes, client_tokens, client_assertions TO zz_app;
  GRANT SELECT ON client_requests TO zz_app;
  GRANT INSERT (id, change, unit_id, client_id, name, scopes, quota_per_minute, allowed_addresses, expires_at, reason,
    requested_by) ON client_requests TO zz_app;
  GRANT UPDATE (client_id, decision, decision_reason, decided_by, decided_at) ON client_requests TO zz_app;
  GRANT UPDATE (quota_per_minute, allowed_addresses, expires_at, ended_at, end_reason) ON clients TO zz_app;
  GRANT UPDATE (ended_at) ON client_credentials, client_scopes TO zz_app;
  GRANT UPDATE (revoked_at) ON client_tokens TO zz_app;
`;
