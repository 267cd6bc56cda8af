import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUnits1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE CREATE ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO zz_app;

      CREATE TABLE units (
        id uuid PRIMARY KEY,
        uscc text NOT NULL UNIQUE CHECK (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
        name_zh text NOT NULL CHECK (name_zh <> ''),
        name_en text NOT NULL CHECK (name_en <> ''),
        region_code text NOT NULL CHECK (region_code ~ '^[0-9]{6}$'),
        parent_id uuid REFERENCES units,
        managing boolean NOT NULL DEFAULT false,
        issuing boolean NOT NULL DEFAULT false,
        "using" boolean NOT NULL DEFAULT false,
        phone text,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE units IS 'Bodies that manage, issue or use licences (管理单位, 制发单位, 应用单位)';
      COMMENT ON COLUMN units.uscc IS 'GB 32100 unified social credit code, check character validated by the service';
      COMMENT ON COLUMN units.region_code IS 'GB/T 2260 six digits';
      COMMENT ON COLUMN units.phone IS 'Public telephone, shown with a verdict';

      GRANT SELECT, INSERT ON units TO zz_app;
      GRANT UPDATE (name_zh, name_en, phone) ON units TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE units;');
  }
}
