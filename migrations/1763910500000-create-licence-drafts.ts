import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLicenceDrafts1763910500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE licence_drafts (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES units,
        licence_type_id uuid NOT NULL REFERENCES licence_types,
        changes_licence_id uuid REFERENCES licences,
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'approved', 'issued', 'withdrawn')),
        revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
        request_sealed bytea NOT NULL,
        made_by uuid NOT NULL REFERENCES staff_accounts,
        made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        edited_by uuid NOT NULL REFERENCES staff_accounts,
        edited_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        reviewed_by uuid REFERENCES staff_accounts,
        licence_id uuid REFERENCES licences,
        CHECK (reviewed_by <> made_by AND reviewed_by <> edited_by),
        CHECK ((state IN ('approved', 'issued')) = (reviewed_by IS NOT NULL)),
        CHECK ((state = 'issued') = (licence_id IS NOT NULL))
      );
      COMMENT ON TABLE licence_drafts IS 'Licences that people make and check before they are issued (docs/adr/0021-drafts.md)';
      COMMENT ON COLUMN licence_drafts.request_sealed IS 'The request to issue or change, canonical JSON, sealed: it holds personal data';
      COMMENT ON COLUMN licence_drafts.changes_licence_id IS 'The licence that gets a new version; null for a new licence';
      COMMENT ON COLUMN licence_drafts.reviewed_by IS 'Who approved: never who made or last edited it';
      CREATE INDEX licence_drafts_unit ON licence_drafts (unit_id, edited_at DESC, id DESC);

      CREATE TABLE licence_draft_events (
        id uuid PRIMARY KEY,
        draft_id uuid NOT NULL REFERENCES licence_drafts,
        type text NOT NULL CHECK (type IN ('made', 'edited', 'submitted', 'withdrawn', 'returned', 'approved', 'issued', 'issue-refused')),
        revision integer NOT NULL,
        actor_id uuid NOT NULL REFERENCES staff_accounts,
        note text CHECK (length(note) BETWEEN 1 AND 500),
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX licence_draft_events_draft ON licence_draft_events (draft_id, recorded_at);

      GRANT SELECT, INSERT ON licence_drafts TO zz_app;
      GRANT UPDATE (state, revision, request_sealed, edited_by, edited_at, reviewed_by, licence_id) ON licence_drafts TO zz_app;
      GRANT SELECT, INSERT ON licence_draft_events TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE licence_draft_events; DROP TABLE licence_drafts;');
  }
}
