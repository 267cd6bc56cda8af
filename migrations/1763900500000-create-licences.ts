import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLicences1763900500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE licences (
        id uuid PRIMARY KEY,
        licence_type_id uuid NOT NULL REFERENCES licence_types,
        issuer_unit_id uuid NOT NULL REFERENCES units,
        serial text NOT NULL UNIQUE CHECK (serial ~ '^[0-9A-Z]{1,32}$'),
        number text NOT NULL CHECK (number <> ''),
        current_version integer NOT NULL DEFAULT 1 CHECK (current_version BETWEEN 1 AND 999),
        state text NOT NULL CHECK (state IN ('sealing', 'void', 'valid', 'suspended', 'lost',
          'transferred-out', 'cancelled', 'revoked', 'withdrawn', 'annulled')),
        prior_state text NOT NULL,
        state_effective_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE licences IS 'One row for each licence; content is in its versions (docs/adr/0001-record-of-licences.md)';
      COMMENT ON COLUMN licences.serial IS 'Serial of the GB/T 36904 identifier: 20 random characters, the same in all versions';
      COMMENT ON COLUMN licences.number IS 'The number printed on the face (证照编号)';
      COMMENT ON COLUMN licences.state IS 'State from state_effective_at on; before that prior_state holds. Expiry is derived from expires_on, never stored';
      CREATE UNIQUE INDEX licences_number ON licences (licence_type_id, issuer_unit_id, number) WHERE state <> 'void';
      CREATE INDEX licences_by_number ON licences (number);
      CREATE INDEX licences_issuer ON licences (issuer_unit_id, created_at, id);

      CREATE TABLE licence_versions (
        id uuid PRIMARY KEY,
        licence_id uuid NOT NULL REFERENCES licences,
        version integer NOT NULL CHECK (version BETWEEN 1 AND 999),
        identifier text NOT NULL UNIQUE,
        token text NOT NULL UNIQUE CHECK (token ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
        licence_type_version_id uuid NOT NULL REFERENCES licence_type_versions,
        state text NOT NULL CHECK (state IN ('sealing', 'issued', 'void')),
        issuer_name text NOT NULL,
        issuer_uscc text NOT NULL,
        region_code text NOT NULL,
        issued_on date NOT NULL,
        effective_on date NOT NULL,
        expires_on date CHECK (expires_on >= effective_on),
        case_number text NOT NULL,
        item_code text,
        case_closed_at timestamptz NOT NULL,
        acting_officer_sealed bytea NOT NULL,
        content_sealed bytea NOT NULL,
        public_fields jsonb NOT NULL DEFAULT '{}',
        drawn_at timestamptz NOT NULL,
        original_file_id uuid,
        superseded_at timestamptz,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (licence_id, version),
        CHECK ((state = 'issued') = (original_file_id IS NOT NULL))
      );
      COMMENT ON COLUMN licence_versions.identifier IS '1.2.156.3005.2.… with check character (GB/T 36904)';
      COMMENT ON COLUMN licence_versions.token IS 'What the QR code on the face leads to';
      COMMENT ON COLUMN licence_versions.content_sealed IS 'Sealed canonical JSON of all face fields as given';
      COMMENT ON COLUMN licence_versions.public_fields IS 'Only fields whose class is public; never personal data';
      COMMENT ON COLUMN licence_versions.expires_on IS 'Last day in force, to 24:00 Asia/Shanghai; null = long-term (长期)';
      COMMENT ON COLUMN licence_versions.drawn_at IS 'Instant that the page states; drawing again gives the same bytes';

      CREATE TABLE licence_version_holders (
        licence_version_id uuid NOT NULL REFERENCES licence_versions,
        ordinal smallint NOT NULL CHECK (ordinal >= 1),
        role text NOT NULL,
        share text,
        kind text NOT NULL CHECK (kind IN ('natural-person', 'legal-person', 'unincorporated-body')),
        name_sealed bytea NOT NULL,
        name_index bytea NOT NULL,
        code_type text CHECK (code_type ~ '^[0-9]{3}$'),
        code_sealed bytea,
        code_index bytea,
        PRIMARY KEY (licence_version_id, ordinal),
        CHECK ((code_type IS NULL) = (code_sealed IS NULL)),
        CHECK ((code_type IS NULL) = (code_index IS NULL))
      );
      COMMENT ON COLUMN licence_version_holders.name_index IS 'Keyed blind index of the normalised name, first byte the key id';
      COMMENT ON COLUMN licence_version_holders.code_type IS 'GB/T 36903 annex A; null for who has no number yet (a newborn)';
      CREATE INDEX licence_version_holders_code ON licence_version_holders (code_index);
      CREATE INDEX licence_version_holders_name ON licence_version_holders (name_index);

      CREATE TABLE licence_version_issuers (
        licence_version_id uuid NOT NULL REFERENCES licence_versions,
        ordinal smallint NOT NULL CHECK (ordinal >= 1),
        unit_id uuid NOT NULL REFERENCES units,
        PRIMARY KEY (licence_version_id, ordinal)
      );
      COMMENT ON TABLE licence_version_issuers IS 'Joint licences have several issuers, each with its seal';

      CREATE TABLE licence_files (
        id uuid PRIMARY KEY,
        licence_version_id uuid NOT NULL REFERENCES licence_versions,
        kind text NOT NULL CHECK (kind IN ('original', 'authorised-copy', 'scan')),
        format text NOT NULL CHECK (format IN ('pdf', 'ofd')),
        signature_level text NOT NULL CHECK (signature_level IN ('none', 'B-B', 'B-T', 'B-LT', 'B-LTA')),
        sha256 bytea NOT NULL UNIQUE CHECK (octet_length(sha256) = 32),
        sm3 bytea NOT NULL CHECK (octet_length(sm3) = 32),
        byte_length integer NOT NULL CHECK (byte_length > 0),
        replaces_file_id uuid REFERENCES licence_files,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON COLUMN licence_files.sha256 IS 'Digest of the sealed file in clear; also its address in the file store';
      CREATE INDEX licence_files_version ON licence_files (licence_version_id);
      ALTER TABLE licence_versions ADD FOREIGN KEY (original_file_id) REFERENCES licence_files DEFERRABLE INITIALLY DEFERRED;

      CREATE TABLE licence_file_seals (
        file_id uuid NOT NULL REFERENCES licence_files DEFERRABLE INITIALLY DEFERRED,
        seal_use_id uuid NOT NULL UNIQUE REFERENCES seal_uses,
        ordinal smallint NOT NULL CHECK (ordinal >= 1),
        PRIMARY KEY (file_id, ordinal)
      );

      CREATE TABLE licence_version_seal_uses (
        licence_version_id uuid NOT NULL REFERENCES licence_versions,
        attempt smallint NOT NULL CHECK (attempt BETWEEN 1 AND 3),
        ordinal smallint NOT NULL CHECK (ordinal >= 1),
        seal_use_id uuid NOT NULL UNIQUE REFERENCES seal_uses,
        PRIMARY KEY (licence_version_id, attempt, ordinal)
      );
      COMMENT ON TABLE licence_version_seal_uses IS 'Which seal uses were intended to seal which version, by attempt';

      CREATE TABLE licence_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        licence_id uuid NOT NULL REFERENCES licences,
        version integer NOT NULL,
        type text NOT NULL CHECK (type IN ('issued', 'superseded', 'suspended', 'resumed', 'reported-lost', 'found',
          'transferred-out', 'cancelled', 'revoked', 'withdrawn', 'annulled', 'sealing-abandoned')),
        effective_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        corrects_event_id bigint REFERENCES licence_events,
        reason text NOT NULL,
        legal_basis text,
        document_reference text,
        acting_officer_sealed bytea,
        request_id uuid
      );
      COMMENT ON TABLE licence_events IS 'What happened to a licence; insert-only, two times on every row';
      CREATE INDEX licence_events_licence ON licence_events (licence_id, id);

      CREATE TABLE issuance_requests (
        unit_id uuid NOT NULL REFERENCES units,
        idempotency_key text NOT NULL CHECK (length(idempotency_key) BETWEEN 8 AND 128),
        request_digest bytea NOT NULL CHECK (octet_length(request_digest) = 32),
        licence_version_id uuid REFERENCES licence_versions,
        state text NOT NULL CHECK (state IN ('started', 'answered', 'given-up')),
        answer_sealed bytea,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (unit_id, idempotency_key),
        CHECK ((state = 'answered') = (answer_sealed IS NOT NULL)),
        CHECK (state = 'answered' OR licence_version_id IS NOT NULL)
      );
      COMMENT ON COLUMN issuance_requests.licence_version_id IS 'The version that the request led to; null for an act that made none';
      CREATE UNIQUE INDEX issuance_requests_version ON issuance_requests (licence_version_id);
      COMMENT ON TABLE issuance_requests IS 'One row for each idempotency key of a unit, with the digest of the canonical request';

      CREATE TABLE storage_orphans (
        sha256 bytea PRIMARY KEY CHECK (octet_length(sha256) = 32),
        found_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE storage_orphans IS 'Stored files that no register row owns; recorded, never deleted silently';

      GRANT SELECT, INSERT ON licences, licence_versions, licence_version_holders, licence_version_issuers, licence_files,
        licence_file_seals, licence_version_seal_uses, licence_events, issuance_requests, storage_orphans TO zz_app;
      GRANT UPDATE (current_version, state, prior_state, state_effective_at) ON licences TO zz_app;
      GRANT UPDATE (state, original_file_id, superseded_at) ON licence_versions TO zz_app;
      GRANT UPDATE (request_digest, licence_version_id, state, answer_sealed) ON issuance_requests TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE storage_orphans; DROP TABLE issuance_requests; DROP TABLE licence_events;
      DROP TABLE licence_version_seal_uses; DROP TABLE licence_file_seals;
      ALTER TABLE licence_versions DROP CONSTRAINT licence_versions_original_file_id_fkey;
      DROP TABLE licence_files; DROP TABLE licence_version_issuers; DROP TABLE licence_version_holders;
      DROP TABLE licence_versions; DROP TABLE licences;
    `);
  }
}
