import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccounts1763910100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ACCOUNTS);
    await runner.query(ROLES);
    await runner.query(ROLE_GUARDS);
    await runner.query(ENROLMENT_GUARD);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE role_grants; DROP TABLE role_requests;
      DROP TABLE enrolments; DROP TABLE staff_account_events; DROP TABLE staff_accounts;
      DROP FUNCTION guard_enrolment_use; DROP FUNCTION guard_role_grant; DROP FUNCTION guard_role_request; DROP FUNCTION is_security_administrator;
      DROP FUNCTION forbid_change_of_ended_row;
    `);
  }
}

const ACCOUNTS = `
  CREATE FUNCTION forbid_change_of_ended_row() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'what has ended in % cannot change', TG_TABLE_NAME USING ERRCODE = '23514';
  END $$;

  CREATE TABLE staff_accounts (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units,
    login text NOT NULL UNIQUE CHECK (login ~ '^[a-z][a-z0-9._-]{2,31}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    state text NOT NULL DEFAULT 'invited' CHECK (state IN ('invited', 'active', 'suspended', 'closed')),
    created_by uuid REFERENCES staff_accounts,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at timestamptz,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
  );
  COMMENT ON TABLE staff_accounts IS 'People of units (工作人员账号); a closed account keeps its row, the log names it';
  COMMENT ON COLUMN staff_accounts.login IS 'ASCII only: no two accounts can look alike';
  COMMENT ON COLUMN staff_accounts.created_by IS 'Security administrator; null: made by the command on the service''s machine';
  CREATE INDEX staff_accounts_unit ON staff_accounts (unit_id);
  CREATE TRIGGER staff_accounts_closed BEFORE UPDATE ON staff_accounts
    FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION forbid_change_of_ended_row();

  CREATE TABLE staff_account_events (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES staff_accounts,
    kind text NOT NULL CHECK (kind IN ('created', 'activated', 'suspended', 'resumed', 'closed',
      'enrolment-renewed', 'enrolment-confirmed', 'enrolled-again')),
    reason text CHECK (length(reason) BETWEEN 1 AND 500),
    actor_id uuid REFERENCES staff_accounts,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (kind NOT IN ('suspended', 'resumed', 'closed', 'enrolment-renewed') OR reason IS NOT NULL)
  );
  COMMENT ON COLUMN staff_account_events.actor_id IS 'Who did it; null: the command on the service''s machine';
  CREATE INDEX staff_account_events_account ON staff_account_events (account_id, recorded_at);

  CREATE TABLE enrolments (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES staff_accounts,
    code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
    requested_by uuid REFERENCES staff_accounts,
    confirmed_by uuid REFERENCES staff_accounts,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 5),
    used_at timestamptz,
    ended_at timestamptz,
    CHECK (requested_by <> account_id AND confirmed_by <> account_id AND confirmed_by <> requested_by),
    CHECK (used_at IS NULL OR ended_at IS NULL)
  );
  COMMENT ON TABLE enrolments IS 'One-time codes by which a person sets the first or a new password and second factor';
  COMMENT ON COLUMN enrolments.code_hash IS 'SHA-256 of the random code; the code is shown once and never kept';
  COMMENT ON COLUMN enrolments.confirmed_by IS 'A second security administrator: without one the code opens no account that holds roles';
  COMMENT ON COLUMN enrolments.ended_at IS 'Replaced by a later code, or the account was closed';
  CREATE UNIQUE INDEX enrolments_open ON enrolments (account_id) WHERE used_at IS NULL AND ended_at IS NULL;
  CREATE TRIGGER enrolments_ended BEFORE UPDATE ON enrolments
    FOR EACH ROW WHEN (OLD.used_at IS NOT NULL OR OLD.ended_at IS NOT NULL)
    EXECUTE FUNCTION forbid_change_of_ended_row();
`;

const ROLES = `
  CREATE TABLE role_requests (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES staff_accounts,
    unit_id uuid NOT NULL REFERENCES units,
    role text NOT NULL,
    change text NOT NULL CHECK (change IN ('grant', 'end')),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    requested_by uuid NOT NULL REFERENCES staff_accounts,
    requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    decision text CHECK (decision IN ('approved', 'rejected')),
    decision_reason text CHECK (length(decision_reason) BETWEEN 1 AND 500),
    decided_by uuid REFERENCES staff_accounts,
    decided_at timestamptz,
    CHECK (requested_by <> account_id),
    CHECK (decided_by <> requested_by AND decided_by <> account_id),
    CHECK (num_nonnulls(decision, decided_by, decided_at) IN (0, 3)),
    CHECK (decision IS NOT NULL OR decision_reason IS NULL),
    CHECK (decision <> 'rejected' OR decision_reason IS NOT NULL)
  );
  COMMENT ON TABLE role_requests IS 'A role is given or taken by four eyes: one security administrator asks, another decides';
  CREATE UNIQUE INDEX role_requests_open ON role_requests (account_id, unit_id, role) WHERE decision IS NULL;
  CREATE INDEX role_requests_in_order ON role_requests (requested_at, id);

  CREATE TABLE role_grants (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES staff_accounts,
    unit_id uuid NOT NULL REFERENCES units,
    role text NOT NULL CHECK (role IN ('licence-clerk', 'licence-reviewer', 'seal-custodian', 'use-approver',
      'window-officer', 'supervisor', 'dispute-handler',
      'system-administrator', 'security-administrator', 'audit-administrator')),
    origin text NOT NULL CHECK (origin IN ('request', 'command')),
    request_id uuid UNIQUE REFERENCES role_requests,
    requested_by uuid REFERENCES staff_accounts,
    approved_by uuid REFERENCES staff_accounts,
    granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    ended_by_request uuid REFERENCES role_requests,
    CHECK (num_nonnulls(request_id, requested_by, approved_by) = CASE origin WHEN 'request' THEN 3 ELSE 0 END),
    CHECK (requested_by <> approved_by AND requested_by <> account_id AND approved_by <> account_id),
    CHECK (origin = 'request' OR role = 'security-administrator'),
    CHECK (ended_at IS NOT NULL OR ended_by_request IS NULL)
  );
  COMMENT ON TABLE role_grants IS 'Roles that people hold in units; a role ends, its row stays';
  COMMENT ON COLUMN role_grants.origin IS 'command: one of the first two security administrators, who had nobody to approve them';
  COMMENT ON COLUMN role_grants.ended_by_request IS 'Null where it ended with its account';
  CREATE UNIQUE INDEX role_grants_open ON role_grants (account_id, unit_id, role) WHERE ended_at IS NULL;
  CREATE TRIGGER role_grants_ended BEFORE UPDATE ON role_grants
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_row();
`;

const ROLE_GUARDS = `
  CREATE FUNCTION is_security_administrator(account uuid) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
      SELECT FROM staff_accounts a JOIN role_grants g ON g.account_id = a.id
      WHERE a.id = account AND a.state = 'active' AND g.role = 'security-administrator' AND g.ended_at IS NULL)
  $$;

  CREATE FUNCTION guard_role_request() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT is_security_administrator(coalesce(NEW.decided_by, NEW.requested_by))
      OR (NEW.decision = 'approved' AND NOT is_security_administrator(NEW.requested_by)) THEN
      RAISE EXCEPTION 'roles are asked for and decided by security administrators' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER role_requests_guarded BEFORE INSERT OR UPDATE ON role_requests
    FOR EACH ROW EXECUTE FUNCTION guard_role_request();
  CREATE TRIGGER role_requests_decided BEFORE UPDATE ON role_requests
    FOR EACH ROW WHEN (OLD.decision IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_row();

  CREATE FUNCTION guard_role_grant() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    administrators CONSTANT text[] := ARRAY['system-administrator', 'security-administrator', 'audit-administrator'];
  BEGIN
    -- Under another isolation what a concurrent grant added would not be seen after the lock is granted.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
      RAISE EXCEPTION 'roles are granted in READ COMMITTED only' USING ERRCODE = '25001';
    END IF;
    PERFORM FROM staff_accounts WHERE id = NEW.account_id
      AND (state = 'active' OR (state = 'invited' AND NEW.origin = 'command')) FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'roles are granted to active accounts' USING ERRCODE = '23514';
    END IF;
    IF EXISTS (SELECT FROM role_grants g WHERE g.account_id = NEW.account_id AND g.ended_at IS NULL
        AND g.role <> NEW.role AND (g.role = ANY (administrators) OR NEW.role = ANY (administrators))) THEN
      RAISE EXCEPTION 'an administrator holds no other role' USING ERRCODE = '23514';
    END IF;
    IF NEW.origin = 'request' THEN
      IF NOT EXISTS (SELECT FROM role_requests r WHERE r.id = NEW.request_id AND r.change = 'grant'
          AND r.decision = 'approved' AND r.account_id = NEW.account_id AND r.unit_id = NEW.unit_id
          AND r.role = NEW.role AND r.requested_by = NEW.requested_by AND r.decided_by = NEW.approved_by) THEN
        RAISE EXCEPTION 'a role is granted as it was asked for and approved' USING ERRCODE = '23514';
      END IF;
    ELSE
      PERFORM pg_advisory_xact_lock(hashtext('first security administrators'));
      IF (SELECT count(*) FROM staff_accounts a WHERE a.state IN ('invited', 'active') AND EXISTS (
          SELECT FROM role_grants g
          WHERE g.account_id = a.id AND g.role = 'security-administrator' AND g.ended_at IS NULL)) >= 2 THEN
        RAISE EXCEPTION 'there are two security administrators already'
          USING ERRCODE = '23514', CONSTRAINT = 'role_grants_first_two';
      END IF;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER role_grants_guarded BEFORE INSERT ON role_grants
    FOR EACH ROW EXECUTE FUNCTION guard_role_grant();
`;

const ENROLMENT_GUARD = `
  CREATE FUNCTION guard_enrolment_use() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    -- The lock of guard_role_grant: a role cannot come in between.
    PERFORM FROM staff_accounts WHERE id = NEW.account_id AND state IN ('invited', 'active') FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'a suspended or closed account is not opened by a code' USING ERRCODE = '23514';
    END IF;
    IF NEW.requested_by IS NOT NULL AND NEW.confirmed_by IS NULL AND EXISTS (
        SELECT FROM role_grants g WHERE g.account_id = NEW.account_id AND g.ended_at IS NULL) THEN
      RAISE EXCEPTION 'a code for an account that holds roles is confirmed by a second administrator'
        USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER enrolments_used BEFORE UPDATE ON enrolments
    FOR EACH ROW WHEN (NEW.used_at IS NOT NULL) EXECUTE FUNCTION guard_enrolment_use();
`;

const RIGHTS = `
  REVOKE ALL ON FUNCTION is_security_administrator, guard_enrolment_use, guard_role_request, guard_role_grant FROM PUBLIC;
  GRANT SELECT ON staff_accounts, staff_account_events, enrolments, role_requests, role_grants TO zz_app;
  GRANT INSERT (id, unit_id, login, name, created_by) ON staff_accounts TO zz_app;
  GRANT UPDATE (state, closed_at) ON staff_accounts TO zz_app;
  GRANT INSERT (id, account_id, kind, reason, actor_id) ON staff_account_events TO zz_app;
  GRANT INSERT (id, account_id, code_hash, requested_by, expires_at) ON enrolments TO zz_app;
  GRANT UPDATE (confirmed_by, attempts, used_at, ended_at) ON enrolments TO zz_app;
  GRANT INSERT (id, account_id, unit_id, role, change, reason, requested_by) ON role_requests TO zz_app;
  GRANT UPDATE (decision, decision_reason, decided_by, decided_at) ON role_requests TO zz_app;
  GRANT INSERT (id, account_id, unit_id, role, origin, request_id, requested_by, approved_by) ON role_grants TO zz_app;
  GRANT UPDATE (ended_at, ended_by_request) ON role_grants TO zz_app;
`;
