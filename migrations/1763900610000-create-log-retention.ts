import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLogRetention1763900610000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(PRUNING);
    await runner.query(ROLES);
  }

  /** The roles stay: other databases of the cluster may know them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE ALL ON audit_entries, audit_leaves, audit_tiles, audit_epochs, audit_tree_heads, audit_position, audit_checkpoints
        FROM zz_log_reader, zz_log_keeper;
      DROP FUNCTION audit_prune_month;
      DROP TABLE audit_held_entries, audit_legal_holds, audit_pruned_months;
    `);
  }
}

const TABLES = `
  CREATE TABLE audit_pruned_months (
    month date PRIMARY KEY CHECK (month = date_trunc('month', month)::date),
    entries bigint NOT NULL,
    first_leaf bigint NOT NULL,
    last_leaf bigint NOT NULL,
    archive_sha256 bytea NOT NULL CHECK (octet_length(archive_sha256) = 32),
    pruned_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  COMMENT ON TABLE audit_pruned_months IS 'Months whose bodies are in an archive only; their leaf hashes stay in audit_tiles';

  CREATE TABLE audit_legal_holds (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    object_id text,
    caller_id text,
    unit_id uuid,
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
    placed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (num_nonnulls(object_id, caller_id, unit_id) = 1)
  );
  COMMENT ON TABLE audit_legal_holds IS 'Whose entries are to be kept beyond the retention; a hold is ended by the owner alone';

  CREATE TABLE audit_held_entries (
    leaf_index bigint PRIMARY KEY,
    recorded_at timestamptz NOT NULL,
    body bytea NOT NULL,
    personal_sealed bytea,
    act text NOT NULL,
    caller_id text,
    unit_id uuid,
    object_id text
  );
  COMMENT ON TABLE audit_held_entries IS 'Entries of pruned months that a hold keeps, with their places in the tree';
  CREATE INDEX audit_held_entries_object ON audit_held_entries (object_id, recorded_at);
`;

const PRUNING = `
  CREATE FUNCTION audit_prune_month(month_start date, archive bytea, retention_years integer) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    ending text := to_char(month_start, 'YYYY_MM');
    from_at timestamptz := month_start::timestamp AT TIME ZONE 'UTC';
    to_at timestamptz := (month_start + interval '1 month')::timestamp AT TIME ZONE 'UTC';
    last_at timestamptz;
    entries bigint;
    leaves record;
  BEGIN
    IF retention_years IS NULL OR retention_years < 3 THEN
      RAISE EXCEPTION 'the access log is kept for three years at least' USING ERRCODE = '22023';
    END IF;
    IF to_at > clock_timestamp() - make_interval(years => retention_years) THEN
      RAISE EXCEPTION 'this month is not older than the retention' USING ERRCODE = '55000';
    END IF;
    PERFORM FROM audit_sequencer FOR UPDATE;
    SELECT count(*), max(recorded_at) INTO entries, last_at FROM audit_entries
      WHERE recorded_at >= from_at AND recorded_at < to_at;
    SELECT count(*) AS count, min(leaf_index) AS first, max(leaf_index) AS last INTO leaves FROM audit_leaves
      WHERE recorded_at >= from_at AND recorded_at < to_at;
    IF entries = 0 OR entries <> leaves.count THEN
      RAISE EXCEPTION 'the month has no entries, or not all are in the tree' USING ERRCODE = '55000';
    END IF;
    IF leaves.last >= (SELECT coalesce(max(size), 0) FROM audit_checkpoints)
      OR leaves.last >= (SELECT coalesce(max(tile_index + 1), 0) * 256 FROM audit_tiles WHERE level = 0) THEN
      RAISE EXCEPTION 'the month does not lie under a checkpoint and full tiles yet' USING ERRCODE = '55000';
    END IF;
    INSERT INTO audit_held_entries (leaf_index, recorded_at, body, personal_sealed, act, caller_id, unit_id, object_id)
      SELECT l.leaf_index, e.recorded_at, e.body, e.personal_sealed, e.act, e.caller_id, e.unit_id, e.object_id
      FROM audit_entries e JOIN audit_leaves l
        ON l.written_by = e.written_by AND l.entry_row = e.id AND l.recorded_at = e.recorded_at
      WHERE e.recorded_at >= from_at AND e.recorded_at < to_at AND EXISTS (
        SELECT FROM audit_legal_holds h
        WHERE h.object_id = e.object_id OR h.caller_id = e.caller_id OR h.unit_id = e.unit_id);
    INSERT INTO audit_pruned_months (month, entries, first_leaf, last_leaf, archive_sha256)
      VALUES (month_start, entries, leaves.first, leaves.last, archive);
    EXECUTE format('DROP TABLE public.%I, public.%I', 'audit_entries_' || ending, 'audit_leaves_' || ending);
    RETURN entries;
  END $$;
  COMMENT ON FUNCTION audit_prune_month IS
    'Drops the bodies of a month older than the retention (three years or more) and keeps what a hold asks for';
`;

const ROLES = `
  DO $$
  DECLARE
    new_role text;
  BEGIN
    FOREACH new_role IN ARRAY ARRAY['zz_log_reader', 'zz_log_keeper'] LOOP
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = new_role) THEN
        EXECUTE format('CREATE ROLE %I', new_role);
      END IF;
      EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), new_role);
    END LOOP;
  END $$;
  REVOKE ALL ON FUNCTION audit_prune_month FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION audit_prune_month TO zz_log_keeper;
  GRANT SELECT ON audit_entries, audit_leaves, audit_tiles, audit_epochs, audit_tree_heads, audit_position, audit_checkpoints,
    audit_pruned_months, audit_held_entries, audit_legal_holds TO zz_log_reader, zz_log_keeper;
  GRANT INSERT (object_id, caller_id, unit_id, reason) ON audit_legal_holds TO zz_log_keeper;
  GRANT SELECT ON audit_pruned_months TO zz_app;
`;
