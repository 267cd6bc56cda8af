import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCheckReceipts1763901600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE check_receipts (
        number text PRIMARY KEY CHECK (number ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
        check_reference uuid NOT NULL UNIQUE,
        report_sealed bytea NOT NULL CHECK (octet_length(report_sealed) BETWEEN 1 AND 131072),
        file_sha256 bytea NOT NULL CHECK (octet_length(file_sha256) = 32),
        made_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE check_receipts IS 'Sealed receipts of checks (核验结果单, docs/adr/0022-check-receipts.md); rows are never changed';
      COMMENT ON COLUMN check_receipts.number IS 'Of the QR code: random, 100 bits';
      COMMENT ON COLUMN check_receipts.check_reference IS '核验编号: audit_leaves.entry_id leads to the licence that was checked';
      COMMENT ON COLUMN check_receipts.report_sealed IS 'The report as it was answered, JSON, sealed';
      COMMENT ON COLUMN check_receipts.file_sha256 IS 'Of the sealed PDF in the file store';

      GRANT SELECT ON check_receipts TO zz_app;
      GRANT INSERT (number, check_reference, report_sealed, file_sha256) ON check_receipts TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE check_receipts;');
  }
}
