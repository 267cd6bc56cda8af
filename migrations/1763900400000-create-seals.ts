import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSeals1763900400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seals (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES units,
        code text NOT NULL UNIQUE CHECK (code ~ '^[0-9]{14}$'),
        name text NOT NULL CHECK (name <> ''),
        sub_line text CHECK (name LIKE '%' || sub_line),
        kind text NOT NULL CHECK (kind IN ('legal-name', 'finance', 'invoice', 'contract', 'personal-name', 'business')),
        diameter_mm numeric(4, 1) NOT NULL CHECK (diameter_mm BETWEEN 18 AND 60),
        state text NOT NULL CHECK (state IN ('active', 'stopped', 'lost', 'cancelled')),
        key_id text NOT NULL,
        certificate_der bytea NOT NULL,
        valid_from timestamptz NOT NULL,
        valid_until timestamptz NOT NULL CHECK (valid_until > valid_from),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE seals IS 'Electronic seals (电子印章): key, certificate, picture';
      COMMENT ON COLUMN seals.code IS 'Six digits region, eight digits serial';
      COMMENT ON COLUMN seals.sub_line IS 'Second line of the impression, the end of the name (专用章); the rest runs on the arc';
      COMMENT ON COLUMN seals.key_id IS 'Name of the signing key in the key store, never the key';
      CREATE INDEX seals_unit ON seals (unit_id);

      CREATE TABLE seal_states (
        seal_id uuid NOT NULL REFERENCES seals,
        state text NOT NULL CHECK (state IN ('active', 'stopped', 'lost', 'cancelled')),
        since timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (seal_id, since)
      );
      COMMENT ON TABLE seal_states IS 'Every state that a seal was in, written by a trigger: what was sealed before a seal was stopped stays good';
      CREATE FUNCTION record_seal_state() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      BEGIN
        INSERT INTO seal_states (seal_id, state) VALUES (NEW.id, NEW.state);
        RETURN NULL;
      END $$;
      CREATE TRIGGER seals_created AFTER INSERT ON seals FOR EACH ROW EXECUTE FUNCTION record_seal_state();
      CREATE TRIGGER seals_state_changed AFTER UPDATE OF state ON seals
        FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION record_seal_state();

      CREATE TABLE seal_uses (
        id uuid PRIMARY KEY,
        seal_id uuid NOT NULL REFERENCES seals,
        state text NOT NULL DEFAULT 'intended' CHECK (state IN ('intended', 'completed', 'void')),
        basis text NOT NULL,
        document_sha256 bytea NOT NULL CHECK (octet_length(document_sha256) = 32),
        sealed_sha256 bytea CHECK (octet_length(sealed_sha256) = 32),
        request_id uuid,
        acting_officer_sealed bytea,
        case_number text,
        void_reason text,
        claimed_until timestamptz NOT NULL,
        intended_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ended_at timestamptz,
        CHECK ((state = 'intended') = (ended_at IS NULL)),
        CHECK ((state = 'completed') = (sealed_sha256 IS NOT NULL)),
        CHECK ((state = 'void') = (void_reason IS NOT NULL))
      );
      COMMENT ON TABLE seal_uses IS 'Each use of a seal, written before the signature is made (docs/adr/0002-sealing-survives-a-kill.md)';
      COMMENT ON COLUMN seal_uses.basis IS 'What permits the use, for example standing-rule:licence-issue';
      COMMENT ON COLUMN seal_uses.document_sha256 IS 'SHA-256 of exactly the bytes that are to be sealed';
      COMMENT ON COLUMN seal_uses.claimed_until IS 'Lease of the process that works on it; lapsed and still intended = given up';
      CREATE INDEX seal_uses_open ON seal_uses (claimed_until) WHERE state = 'intended';

      CREATE FUNCTION forbid_change_of_ended_seal_use() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'an ended seal use cannot change' USING ERRCODE = '23514';
      END $$;
      CREATE TRIGGER seal_uses_ended BEFORE UPDATE ON seal_uses
        FOR EACH ROW WHEN (OLD.state <> 'intended') EXECUTE FUNCTION forbid_change_of_ended_seal_use();

      GRANT SELECT, INSERT ON seals TO zz_app;
      GRANT UPDATE (state, key_id, certificate_der, valid_from, valid_until) ON seals TO zz_app;
      GRANT SELECT ON seal_states TO zz_app;
      GRANT SELECT, INSERT ON seal_uses TO zz_app;
      GRANT UPDATE (state, sealed_sha256, void_reason, ended_at) ON seal_uses TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE seal_uses; DROP FUNCTION forbid_change_of_ended_seal_use;
      DROP TABLE seal_states; DROP TABLE seals; DROP FUNCTION record_seal_state;
    `);
  }
}
