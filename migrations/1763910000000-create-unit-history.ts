import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUnitHistory1763910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ENDS);
    await runner.query(TREE_GUARDS);
    await runner.query(HISTORY);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE unit_contacts; DROP TABLE unit_events; DROP TABLE unit_names;
      DROP TRIGGER units_placed ON units; DROP TRIGGER units_ending ON units; DROP TRIGGER units_ended ON units;
      DROP FUNCTION guard_unit_place; DROP FUNCTION guard_unit_end; DROP FUNCTION forbid_change_of_ended_unit_row;
      DROP FUNCTION is_region_within;
      DROP INDEX units_name; DROP INDEX units_parent; DROP INDEX units_successor;
      REVOKE UPDATE (parent_id, managing, issuing, "using", ended_on, merged_into_id) ON units FROM zz_app;
      ALTER TABLE units DROP COLUMN merged_into_id, DROP COLUMN ended_on;
    `);
  }
}

const ENDS = `
  ALTER TABLE units
    ADD COLUMN ended_on date,
    ADD COLUMN merged_into_id uuid REFERENCES units,
    ADD CONSTRAINT units_merged_units_have_ended CHECK (merged_into_id IS NULL OR ended_on IS NOT NULL),
    ADD CONSTRAINT units_not_into_themselves CHECK (merged_into_id <> id);
  COMMENT ON COLUMN units.ended_on IS 'From this day on the unit is no more; its row stays, licences and log name it';
  COMMENT ON COLUMN units.merged_into_id IS 'The unit that looks after its licences from then on';
  CREATE UNIQUE INDEX units_name ON units (region_code, name_zh) WHERE ended_on IS NULL;
  CREATE INDEX units_parent ON units (parent_id);
  CREATE INDEX units_successor ON units (merged_into_id) WHERE merged_into_id IS NOT NULL;
`;

const TREE_GUARDS = `
  CREATE FUNCTION is_region_within(code text, ancestor text) RETURNS boolean
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT starts_with(code, CASE
      WHEN right(ancestor, 4) = '0000' THEN left(ancestor, 2)
      WHEN right(ancestor, 2) = '00' THEN left(ancestor, 4)
      ELSE ancestor END)
  $$;
  COMMENT ON FUNCTION is_region_within IS 'GB/T 2260: 140000 holds all of 14, 140500 all of 1405';

  CREATE FUNCTION guard_unit_place() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    parent units;
  BEGIN
    -- One place at a time: two moves at once could close a circle that neither of them sees.
    PERFORM pg_advisory_xact_lock(hashtext('places of units'));
    IF NEW.parent_id IS NULL THEN
      RETURN NEW;
    END IF;
    SELECT * INTO parent FROM units WHERE id = NEW.parent_id;
    IF parent.ended_on IS NOT NULL THEN
      RAISE EXCEPTION 'a unit cannot stand below one that has ended'
        USING ERRCODE = '23514', CONSTRAINT = 'units_parent_in_being';
    END IF;
    IF NOT is_region_within(NEW.region_code, parent.region_code) THEN
      RAISE EXCEPTION 'a unit lies in the region of its parent' USING ERRCODE = '23514', CONSTRAINT = 'units_in_region';
    END IF;
    IF EXISTS (
      WITH RECURSIVE above (id, parent_id) AS (
        SELECT parent.id, parent.parent_id
        UNION SELECT u.id, u.parent_id FROM units u JOIN above a ON u.id = a.parent_id)
      SELECT FROM above WHERE above.id = NEW.id) THEN
      RAISE EXCEPTION 'a unit cannot stand below itself' USING ERRCODE = '23514', CONSTRAINT = 'units_tree';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER units_placed BEFORE INSERT OR UPDATE OF parent_id, region_code ON units
    FOR EACH ROW EXECUTE FUNCTION guard_unit_place();

  CREATE FUNCTION guard_unit_end() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('places of units'));
    IF EXISTS (SELECT FROM units u WHERE u.parent_id = NEW.id AND u.ended_on IS NULL) THEN
      RAISE EXCEPTION 'units stand below it' USING ERRCODE = '23514', CONSTRAINT = 'units_end_without_children';
    END IF;
    IF EXISTS (SELECT FROM units u WHERE u.id = NEW.merged_into_id AND u.ended_on IS NOT NULL) THEN
      RAISE EXCEPTION 'a unit cannot merge into one that has ended'
        USING ERRCODE = '23514', CONSTRAINT = 'units_successor_in_being';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER units_ending BEFORE UPDATE OF ended_on, merged_into_id ON units
    FOR EACH ROW WHEN (NEW.ended_on IS NOT NULL) EXECUTE FUNCTION guard_unit_end();

  CREATE FUNCTION forbid_change_of_ended_unit_row() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'what has ended in % cannot change', TG_TABLE_NAME USING ERRCODE = '23514';
  END $$;
  CREATE TRIGGER units_ended BEFORE UPDATE ON units
    FOR EACH ROW WHEN (OLD.ended_on IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_unit_row();
`;

const HISTORY = `
  CREATE TABLE unit_names (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units,
    name_zh text NOT NULL CHECK (name_zh <> ''),
    name_en text NOT NULL CHECK (name_en <> ''),
    from_on date NOT NULL,
    until_on date CHECK (until_on >= from_on - 1),
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  COMMENT ON TABLE unit_names IS 'What each unit was called, from which day to which (曾用名)';
  COMMENT ON COLUMN unit_names.until_on IS 'Last day; the day before from_on: the name never held, it was corrected';
  CREATE UNIQUE INDEX unit_names_open ON unit_names (unit_id) WHERE until_on IS NULL;
  CREATE INDEX unit_names_unit ON unit_names (unit_id, from_on);
  CREATE TRIGGER unit_names_ended BEFORE UPDATE ON unit_names
    FOR EACH ROW WHEN (OLD.until_on IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_unit_row();

  CREATE TABLE unit_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units,
    type text NOT NULL CHECK (type IN ('created', 'renamed', 'moved', 'duties-changed', 'telephone-changed',
      'merge-confirmed', 'succeeded', 'ended')),
    effective_on date NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    legal_basis text NOT NULL CHECK (legal_basis <> ''),
    document_reference text,
    detail jsonb NOT NULL DEFAULT '{}',
    caller_kind text NOT NULL CHECK (caller_kind IN ('staff', 'system')),
    caller_id text NOT NULL,
    request_id uuid
  );
  COMMENT ON TABLE unit_events IS 'What happened to each unit; insert-only, with the day it holds from and the instant it was entered';
  COMMENT ON COLUMN unit_events.detail IS 'By type: what it was before and is after; no personal data';
  COMMENT ON COLUMN unit_events.caller_id IS 'Staff account, or the name of a command';
  CREATE INDEX unit_events_unit ON unit_events (unit_id, id);

  CREATE TABLE unit_contacts (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units,
    person_sealed bytea NOT NULL,
    added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    added_by text NOT NULL,
    ended_at timestamptz,
    ended_by text,
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
  );
  COMMENT ON TABLE unit_contacts IS 'Whom to speak to at a unit (联系人); a contact ends, the row stays';
  COMMENT ON COLUMN unit_contacts.person_sealed IS 'Sealed JSON of name, duty and telephone';
  COMMENT ON COLUMN unit_contacts.added_by IS 'Staff account, or the name of a command';
  CREATE INDEX unit_contacts_unit ON unit_contacts (unit_id);
  CREATE TRIGGER unit_contacts_ended BEFORE UPDATE ON unit_contacts
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_unit_row();
`;

const RIGHTS = `
  GRANT UPDATE (parent_id, managing, issuing, "using", ended_on, merged_into_id) ON units TO zz_app;
  GRANT SELECT, INSERT ON unit_names, unit_events, unit_contacts TO zz_app;
  GRANT UPDATE (until_on) ON unit_names TO zz_app;
  GRANT UPDATE (ended_at, ended_by) ON unit_contacts TO zz_app;
`;
