import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTrust1763900300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE trust_revocations (
        issuer_name text NOT NULL,
        serial_hex text NOT NULL CHECK (serial_hex ~ '^[0-9a-f]{2,40}$'),
        reason text NOT NULL,
        revoked_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (issuer_name, serial_hex)
      );
      COMMENT ON TABLE trust_revocations IS 'Certificates of the development CA that were revoked';
      COMMENT ON COLUMN trust_revocations.issuer_name IS 'Short name of the issuing CA as in /pki/ca/<name>.cer';

      CREATE TABLE trust_crls (
        issuer_name text NOT NULL,
        crl_number bigint NOT NULL CHECK (crl_number >= 1),
        crl_der bytea NOT NULL,
        this_update timestamptz NOT NULL,
        next_update timestamptz NOT NULL CHECK (next_update > this_update),
        PRIMARY KEY (issuer_name, crl_number)
      );
      COMMENT ON TABLE trust_crls IS 'Every CRL that was published, newest number in force';

      GRANT SELECT, INSERT ON trust_revocations, trust_crls TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE trust_crls; DROP TABLE trust_revocations;`);
  }
}
