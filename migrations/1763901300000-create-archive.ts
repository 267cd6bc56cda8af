import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateArchive1763901300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX licence_files_in_order ON licence_files (recorded_at, id);

      CREATE TABLE archive_trees (
        id uuid PRIMARY KEY,
        month date NOT NULL CHECK (extract(day FROM month) = 1),
        part smallint NOT NULL CHECK (part >= 1),
        begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (month, part)
      );
      COMMENT ON TABLE archive_trees IS 'Files that are proven together (docs/adr/0013-evidence-records.md)';
      COMMENT ON COLUMN archive_trees.month IS 'First day of the month in which the files were registered, Asia/Shanghai';
      COMMENT ON COLUMN archive_trees.part IS 'From 1; a month of more than 1,048,576 files has several trees';

      CREATE TABLE archive_chains (
        tree_id uuid NOT NULL REFERENCES archive_trees,
        ordinal smallint NOT NULL CHECK (ordinal BETWEEN 0 AND 15),
        digest text NOT NULL CHECK (digest IN ('sha256', 'sm3')),
        begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (tree_id, ordinal)
      );
      COMMENT ON TABLE archive_chains IS 'ArchiveTimeStampChain of RFC 4998: a further one for each change of the digest. Open until it has a time-stamp';

      CREATE TABLE archive_branches (
        tree_id uuid NOT NULL,
        chain smallint NOT NULL,
        ordinal smallint NOT NULL CHECK (ordinal BETWEEN 0 AND 1023),
        leaf_hashes bytea NOT NULL CHECK (octet_length(leaf_hashes) BETWEEN 32 AND 32768 AND octet_length(leaf_hashes) % 32 = 0),
        root bytea NOT NULL CHECK (octet_length(root) = 32),
        through_recorded_at timestamptz,
        through_file_id uuid,
        PRIMARY KEY (tree_id, chain, ordinal),
        FOREIGN KEY (tree_id, chain) REFERENCES archive_chains,
        CHECK ((chain = 0) = (through_recorded_at IS NOT NULL)),
        CHECK ((chain = 0) = (through_file_id IS NOT NULL))
      );
      COMMENT ON TABLE archive_branches IS 'Lower part of a hash tree: up to 1,024 files, in the order of (recorded_at, id)';
      COMMENT ON COLUMN archive_branches.leaf_hashes IS '32 bytes a file, one after the other; of a later chain H(h || H(earlier chains))';
      COMMENT ON COLUMN archive_branches.through_recorded_at IS 'Of the last file, with its id; the next branch of all begins behind it';
      CREATE UNIQUE INDEX archive_branches_in_order ON archive_branches (through_recorded_at, through_file_id) WHERE chain = 0;

      CREATE TABLE archive_tokens (
        id uuid PRIMARY KEY,
        token_der bytea NOT NULL,
        generated_at timestamptz NOT NULL,
        authority_ends_at timestamptz NOT NULL CHECK (authority_ends_at > generated_at),
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE archive_tokens IS 'RFC 3161 tokens with the evidence to judge them by; one may renew many trees';
      COMMENT ON COLUMN archive_tokens.authority_ends_at IS 'End of the certificate that signed it: by then another token must cover it';

      CREATE TABLE archive_time_stamps (
        tree_id uuid NOT NULL,
        chain smallint NOT NULL,
        ordinal smallint NOT NULL CHECK (ordinal BETWEEN 0 AND 63),
        token_id uuid NOT NULL REFERENCES archive_tokens,
        hash_lists_der bytea,
        PRIMARY KEY (tree_id, chain, ordinal),
        FOREIGN KEY (tree_id, chain) REFERENCES archive_chains,
        CHECK (ordinal > 0 OR hash_lists_der IS NULL),
        CHECK (ordinal = 0 OR hash_lists_der IS NOT NULL)
      );
      COMMENT ON TABLE archive_time_stamps IS 'ArchiveTimeStamps of RFC 4998: the first of a chain over the tree, each later one over those before it';
      COMMENT ON COLUMN archive_time_stamps.hash_lists_der IS 'Reduced hash tree of a renewal; that of a first one differs by file and is made when it is asked for';

      GRANT SELECT, INSERT ON archive_trees, archive_chains, archive_branches, archive_tokens, archive_time_stamps TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE archive_time_stamps; DROP TABLE archive_tokens; DROP TABLE archive_branches;
      DROP TABLE archive_chains; DROP TABLE archive_trees; DROP INDEX licence_files_in_order;
    `);
  }
}
