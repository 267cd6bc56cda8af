import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAuditLog1763900200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_entries (
        id bigint GENERATED ALWAYS AS IDENTITY,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
        body bytea NOT NULL CHECK (octet_length(body) BETWEEN 2 AND 65536),
        personal_sealed bytea,
        act text NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('succeeded', 'refused', 'failed')),
        request_id uuid,
        caller_id text,
        unit_id uuid,
        object_kind text,
        object_id text,
        PRIMARY KEY (recorded_at, id)
      ) PARTITION BY RANGE (recorded_at);
      COMMENT ON TABLE audit_entries IS 'The access log; rows are never changed (docs/adr/0003-access-log.md)';
      COMMENT ON COLUMN audit_entries.body IS 'Canonical JSON v1, the exact bytes that are hashed';
      COMMENT ON COLUMN audit_entries.personal_sealed IS 'Keys and values of the commitments in the body, sealed';
      COMMENT ON COLUMN audit_entries.request_id IS 'Projection of body.request: exactly one entry of a request has it';

      CREATE INDEX audit_entries_request ON audit_entries (request_id) WHERE request_id IS NOT NULL;
      CREATE INDEX audit_entries_object ON audit_entries (object_id, recorded_at) WHERE object_id IS NOT NULL;

      CREATE TABLE audit_entries_default PARTITION OF audit_entries DEFAULT;

      CREATE FUNCTION audit_extend_partitions(months_ahead integer) RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      DECLARE
        month_start date := date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date;
        made integer := 0;
        part text;
      BEGIN
        IF months_ahead NOT BETWEEN 0 AND 36 THEN
          RAISE EXCEPTION 'months_ahead must be 0 to 36' USING ERRCODE = '22023';
        END IF;
        FOR step IN 0..months_ahead LOOP
          part := 'audit_entries_' || to_char(month_start + make_interval(months => step), 'YYYY_MM');
          IF to_regclass('public.' || part) IS NULL THEN
            EXECUTE format(
              'CREATE TABLE public.%I PARTITION OF public.audit_entries FOR VALUES FROM (%L) TO (%L)', part,
              to_char(month_start + make_interval(months => step), 'YYYY-MM-DD') || ' 00:00:00+00',
              to_char(month_start + make_interval(months => step + 1), 'YYYY-MM-DD') || ' 00:00:00+00');
            made := made + 1;
          END IF;
        END LOOP;
        RETURN made;
      END $$;
      COMMENT ON FUNCTION audit_extend_partitions IS 'Makes the partitions of this and the coming months (UTC); returns how many are new';
      REVOKE ALL ON FUNCTION audit_extend_partitions FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION audit_extend_partitions TO zz_app;
      SELECT audit_extend_partitions(14);

      GRANT SELECT ON audit_entries TO zz_app;
      GRANT INSERT (body, personal_sealed, act, outcome, request_id, caller_id, unit_id, object_kind, object_id)
        ON audit_entries TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION audit_extend_partitions; DROP TABLE audit_entries;`);
  }
}
