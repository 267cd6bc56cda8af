import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProblemReports1763901500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE problem_reports (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE CHECK (number ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
        kind text NOT NULL CHECK (kind IN ('suspected-forgery', 'wrong-content', 'wrong-verdict', 'other')),
        check_reference uuid,
        told_sealed bytea NOT NULL CHECK (octet_length(told_sealed) BETWEEN 1 AND 16384),
        received_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE problem_reports IS 'What people report of licences that they checked (docs/adr/0019-problem-reports.md); rows are never changed';
      COMMENT ON COLUMN problem_reports.number IS 'Receipt number that the reporter was given: random, 60 bits';
      COMMENT ON COLUMN problem_reports.check_reference IS 'Number of the check as given: audit_leaves.entry_id leads to the licence, and so to the unit that reads the report';
      COMMENT ON COLUMN problem_reports.told_sealed IS 'Canonical JSON of text and contact, sealed';
      CREATE INDEX problem_reports_received ON problem_reports (received_at DESC, id DESC);

      GRANT SELECT ON problem_reports TO zz_app;
      GRANT INSERT (id, number, kind, check_reference, told_sealed) ON problem_reports TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE problem_reports;');
  }
}
