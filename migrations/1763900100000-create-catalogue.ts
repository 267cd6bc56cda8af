import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCatalogue1763900100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE licence_types (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code ~ '^[0-9A-HJ-NPQRTUWXY]{18}[0-9]{3}$'),
        name_zh text NOT NULL,
        name_en text NOT NULL,
        current_version integer NOT NULL CHECK (current_version >= 1),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE licence_types IS 'Kinds of licence (证照类型, GB/T 36902)';
      COMMENT ON COLUMN licence_types.code IS 'USCC of the defining body and three digits (GB/T 36904)';

      CREATE TABLE licence_type_versions (
        id uuid PRIMARY KEY,
        licence_type_id uuid NOT NULL REFERENCES licence_types,
        version integer NOT NULL CHECK (version >= 1),
        definition jsonb NOT NULL,
        face_template jsonb NOT NULL,
        published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (licence_type_id, version)
      );
      COMMENT ON TABLE licence_type_versions IS 'Fields, rules, signature profile and face; never changed, licences keep the version they were issued under';

      CREATE TABLE licence_type_issuers (
        licence_type_id uuid NOT NULL REFERENCES licence_types,
        unit_id uuid NOT NULL REFERENCES units,
        PRIMARY KEY (licence_type_id, unit_id)
      );
      COMMENT ON TABLE licence_type_issuers IS 'Which units issue a type';

      GRANT SELECT, INSERT ON licence_types, licence_type_versions, licence_type_issuers TO zz_app;
      GRANT UPDATE (name_zh, name_en, current_version) ON licence_types TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE licence_type_issuers; DROP TABLE licence_type_versions; DROP TABLE licence_types;`,
    );
  }
}
