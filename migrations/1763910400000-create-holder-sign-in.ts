import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHolderSignIn1763910400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE holder_subjects (
        id uuid PRIMARY KEY,
        code_index bytea NOT NULL UNIQUE,
        person_sealed bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        signed_in_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE holder_subjects IS 'Holders who have signed in through the real-name provider (docs/adr/0020-holders.md)';
      COMMENT ON COLUMN holder_subjects.code_index IS 'Blind index of the citizen number, as of the holders of licences';
      COMMENT ON COLUMN holder_subjects.person_sealed IS 'Name and citizen number as last verified, sealed to the index';
      COMMENT ON COLUMN holder_subjects.signed_in_at IS 'The last time';

      GRANT SELECT, INSERT ON holder_subjects TO zz_app;
      GRANT UPDATE (code_index, person_sealed, signed_in_at) ON holder_subjects TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE holder_subjects');
  }
}
