import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateStampings1763901400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seal_stampings (
        unit_id uuid NOT NULL REFERENCES units,
        idempotency_key text NOT NULL CHECK (length(idempotency_key) BETWEEN 8 AND 128),
        request_digest bytea NOT NULL CHECK (octet_length(request_digest) = 32),
        seal_use_id uuid NOT NULL UNIQUE REFERENCES seal_uses,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (unit_id, idempotency_key)
      );
      COMMENT ON TABLE seal_stampings IS 'Documents of units that are no licences, sealed on request (docs/adr/0014-sealing-any-pdf.md)';
      COMMENT ON COLUMN seal_stampings.request_digest IS 'SHA-256 over the canonical form of seal, file digest and options';
      COMMENT ON COLUMN seal_stampings.seal_use_id IS 'The newest use for the request; its sealed_sha256 names the stored file';
      CREATE INDEX seal_uses_sealed ON seal_uses (sealed_sha256) WHERE sealed_sha256 IS NOT NULL;

      GRANT SELECT, INSERT ON seal_stampings TO zz_app;
      GRANT UPDATE (seal_use_id) ON seal_stampings TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX seal_uses_sealed; DROP TABLE seal_stampings;');
  }
}
