import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLogTree1763900600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(SEQUENCER);
    await runner.query(PARTITIONS);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION audit_enter_cluster, audit_sequence, audit_take, audit_place, audit_grow_tree, audit_entry_id;
      DROP VIEW audit_position;
      DROP TABLE audit_checkpoints, audit_tiles, audit_tree_heads, audit_epochs, audit_sequencer, audit_leaves;
      DROP INDEX audit_entries_recorded;
      ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_pkey, ADD PRIMARY KEY (recorded_at, id);
      CREATE INDEX audit_entries_request ON audit_entries (request_id) WHERE request_id IS NOT NULL;
      CREATE INDEX audit_entries_object ON audit_entries (object_id, recorded_at) WHERE object_id IS NOT NULL;
    `);
  }
}

/** Entries keep the one index that the sequencer reads by; what people search by is indexed beside the leaves. */
const TABLES = `
  ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_pkey, ADD PRIMARY KEY (written_by, id, recorded_at);
  DROP INDEX audit_entries_request, audit_entries_object;
  CREATE INDEX audit_entries_recorded ON audit_entries USING brin (recorded_at);

  CREATE TABLE audit_leaves (
    leaf_index bigint NOT NULL CHECK (leaf_index >= 0),
    leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
    recorded_at timestamptz NOT NULL,
    written_by xid8 NOT NULL,
    entry_row bigint NOT NULL,
    entry_id uuid,
    act text NOT NULL,
    request_id uuid,
    caller_id text,
    unit_id uuid,
    object_id text,
    PRIMARY KEY (recorded_at, leaf_index)
  ) PARTITION BY RANGE (recorded_at);
  COMMENT ON TABLE audit_leaves IS 'Places of entries in the tree, and what entries are searched by; rows are never changed';
  COMMENT ON COLUMN audit_leaves.leaf_hash IS 'SHA-256(0x00 || body), RFC 6962 section 2.1';
  COMMENT ON COLUMN audit_leaves.entry_row IS 'audit_entries.id';
  COMMENT ON COLUMN audit_leaves.entry_id IS 'body.id; null where the body is not one of ours';
  CREATE INDEX audit_leaves_index ON audit_leaves (leaf_index);
  CREATE INDEX audit_leaves_entry ON audit_leaves (entry_id);
  CREATE INDEX audit_leaves_request ON audit_leaves (request_id) WHERE request_id IS NOT NULL;
  CREATE INDEX audit_leaves_object ON audit_leaves (object_id, recorded_at) WHERE object_id IS NOT NULL;
  CREATE INDEX audit_leaves_caller ON audit_leaves (caller_id, recorded_at) WHERE caller_id IS NOT NULL;
  CREATE INDEX audit_leaves_unit ON audit_leaves (unit_id, recorded_at) WHERE unit_id IS NOT NULL;
  CREATE INDEX audit_leaves_act ON audit_leaves (act, recorded_at);
  CREATE TABLE audit_leaves_default PARTITION OF audit_leaves DEFAULT;

  CREATE TABLE audit_tiles (
    level smallint NOT NULL CHECK (level BETWEEN 0 AND 6),
    tile_index bigint NOT NULL CHECK (tile_index >= 0),
    hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192),
    root bytea NOT NULL CHECK (octet_length(root) = 32),
    PRIMARY KEY (level, tile_index)
  );
  COMMENT ON TABLE audit_tiles IS 'Full tiles of the tree, 256 hashes each, kept for good (C2SP tlog-tiles)';

  CREATE TABLE audit_epochs (
    epoch integer PRIMARY KEY,
    system_identifier bigint NOT NULL,
    first_entry bigint NOT NULL,
    entered_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  COMMENT ON TABLE audit_epochs IS 'Database clusters that the log has lived in: numbers of transactions begin anew in each';
  INSERT INTO audit_epochs (epoch, system_identifier, first_entry)
    SELECT 1, system_identifier, 0 FROM pg_control_system();

  CREATE TABLE audit_tree_heads (
    size bigint PRIMARY KEY CHECK (size >= 0),
    root bytea NOT NULL CHECK (octet_length(root) = 32),
    right_edge bytea NOT NULL CHECK (octet_length(right_edge) % 32 = 0),
    epoch integer NOT NULL REFERENCES audit_epochs,
    written_by xid8 NOT NULL,
    entry_row bigint NOT NULL,
    sequenced_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  COMMENT ON TABLE audit_tree_heads IS 'Every head that the tree had; the largest one is the present one';
  COMMENT ON COLUMN audit_tree_heads.right_edge IS 'Roots of the perfect subtrees, largest first';
  COMMENT ON COLUMN audit_tree_heads.entry_row IS 'With written_by: the last entry taken; the next one comes after it';
  INSERT INTO audit_tree_heads (size, root, right_edge, epoch, written_by, entry_row)
    VALUES (0, sha256(''), '', 1, '0', 0);

  CREATE VIEW audit_position AS
    SELECT CASE WHEN head.epoch < present.epoch THEN '0'::xid8 ELSE head.written_by END AS written_by,
      CASE WHEN head.epoch < present.epoch THEN 0 ELSE head.entry_row END AS entry_row, present.epoch,
      present.first_entry, present.system_identifier
    FROM (SELECT * FROM audit_tree_heads ORDER BY size DESC LIMIT 1) head,
      (SELECT * FROM audit_epochs ORDER BY epoch DESC LIMIT 1) present;
  COMMENT ON VIEW audit_position IS 'How far the tree has come: entries behind (written_by, entry_row) are not in it yet';

  CREATE TABLE audit_sequencer (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one));
  COMMENT ON TABLE audit_sequencer IS 'The row that whoever grows the tree holds locked';
  INSERT INTO audit_sequencer DEFAULT VALUES;

  CREATE TABLE audit_checkpoints (
    size bigint PRIMARY KEY REFERENCES audit_tree_heads,
    note text NOT NULL CHECK (length(note) <= 2000),
    time_stamp_der bytea CHECK (octet_length(time_stamp_der) <= 16000),
    signed_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  COMMENT ON TABLE audit_checkpoints IS 'Signed heads (C2SP tlog-checkpoint), as they were exported';
`;

const SEQUENCER = `
  CREATE FUNCTION audit_entry_id(body bytea) RETURNS uuid
  LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog AS $$
  BEGIN
    RETURN (convert_from(body, 'UTF8')::json ->> 'id')::uuid;
  EXCEPTION WHEN OTHERS THEN
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION audit_entry_id IS 'body.id, or null: a body that is not one of ours must not stop the sequencer';

  CREATE FUNCTION audit_grow_tree(head audit_tree_heads, leaves bytea[], OUT root bytea, OUT right_edge bytea)
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    edge bytea[] := ARRAY(
      SELECT substring(head.right_edge FROM 1 + 32 * place FOR 32)
      FROM generate_series(0, octet_length(head.right_edge) / 32 - 1) AS place ORDER BY place);
    top integer := octet_length(head.right_edge) / 32;
    grown_size bigint := head.size;
    tree_level integer;
    below bigint;
    hash bytea;
  BEGIN
    FOREACH hash IN ARRAY leaves LOOP
      tree_level := 0;
      below := grown_size;
      grown_size := grown_size + 1;
      WHILE below % 2 = 1 LOOP
        hash := sha256('\\x01'::bytea || edge[top] || hash);
        top := top - 1;
        tree_level := tree_level + 1;
        below := below / 2;
        IF tree_level = 8 THEN
          INSERT INTO audit_tiles (level, tile_index, hashes, root)
            SELECT 0, (grown_size >> 8) - 1, string_agg(l.leaf_hash, '' ORDER BY l.leaf_index), hash
            FROM audit_leaves l WHERE l.leaf_index >= grown_size - 256 AND l.leaf_index < grown_size;
        ELSIF tree_level % 8 = 0 THEN
          INSERT INTO audit_tiles (level, tile_index, hashes, root)
            SELECT tree_level / 8 - 1, (grown_size >> tree_level) - 1, string_agg(t.root, '' ORDER BY t.tile_index), hash
            FROM audit_tiles t
            WHERE t.level = tree_level / 8 - 2
              AND t.tile_index >= (grown_size >> (tree_level - 8)) - 256
              AND t.tile_index < grown_size >> (tree_level - 8);
        END IF;
      END LOOP;
      top := top + 1;
      edge[top] := hash;
    END LOOP;
    root := edge[top];
    right_edge := edge[top];
    FOR place IN REVERSE top - 1 .. 1 LOOP
      root := sha256('\\x01'::bytea || edge[place] || root);
      right_edge := edge[place] || right_edge;
    END LOOP;
  END $$;
  COMMENT ON FUNCTION audit_grow_tree IS 'Root and right edge after leaves are added; full tiles are inserted (RFC 6962)';

  CREATE FUNCTION audit_place(head audit_tree_heads, reached audit_position, horizon xid8, at_most integer,
    are_ours boolean, OUT leaves bytea[], OUT last_written xid8, OUT last_row bigint)
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    WITH next AS (
      SELECT e.* FROM audit_entries e
      WHERE (e.written_by, e.id) > (reached.written_by, reached.entry_row) AND e.id >= reached.first_entry
        AND e.written_by < horizon
      ORDER BY e.written_by, e.id LIMIT at_most
    ), placed AS (
      INSERT INTO audit_leaves (leaf_index, leaf_hash, recorded_at, written_by, entry_row, entry_id, act, request_id,
        caller_id, unit_id, object_id)
      SELECT head.size - 1 + row_number() OVER (ORDER BY written_by, id), sha256('\\x00'::bytea || body), recorded_at,
        written_by, id,
        CASE WHEN are_ours THEN (convert_from(body, 'UTF8')::json ->> 'id')::uuid ELSE audit_entry_id(body) END,
        act, request_id, caller_id, unit_id, object_id
      FROM next ORDER BY written_by, id
      RETURNING leaf_index, leaf_hash, audit_leaves.written_by, entry_row
    )
    SELECT array_agg(p.leaf_hash ORDER BY p.leaf_index), (array_agg(p.written_by ORDER BY p.leaf_index DESC))[1],
      (array_agg(p.entry_row ORDER BY p.leaf_index DESC))[1]
    INTO leaves, last_written, last_row FROM placed p;
  END $$;
  COMMENT ON FUNCTION audit_place IS
    'Gives the next entries their places; are_ours: every body is known to be JSON with an id, else it fails as a whole';

  CREATE FUNCTION audit_take(at_most integer, regardless boolean, OUT tree_size bigint, OUT taken integer)
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    head audit_tree_heads;
    reached audit_position;
    -- All transactions below it had ended before the next statement's snapshot was taken.
    horizon xid8 := CASE WHEN regardless THEN '18446744073709551615' ELSE pg_snapshot_xmin(pg_current_snapshot()) END;
    placed record;
    grown record;
  BEGIN
    SELECT * INTO STRICT head FROM audit_tree_heads ORDER BY size DESC LIMIT 1;
    SELECT * INTO STRICT reached FROM audit_position;
    -- One subtransaction for all; one for each body, as the careful way needs it, costs more than all the rest.
    BEGIN
      SELECT * INTO placed FROM audit_place(head, reached, horizon, at_most, true);
    EXCEPTION WHEN data_exception THEN
      SELECT * INTO placed FROM audit_place(head, reached, horizon, at_most, false);
    END;
    taken := coalesce(cardinality(placed.leaves), 0);
    tree_size := head.size + taken;
    IF taken = 0 THEN RETURN; END IF;
    SELECT * INTO grown FROM audit_grow_tree(head, placed.leaves);
    INSERT INTO audit_tree_heads (size, root, right_edge, epoch, written_by, entry_row)
      VALUES (tree_size, grown.root, grown.right_edge, reached.epoch, placed.last_written, placed.last_row);
  END $$;
  COMMENT ON FUNCTION audit_take IS 'Puts the next entries into the tree; to be called by the functions below, under their lock';

  CREATE FUNCTION audit_sequence(at_most integer, OUT tree_size bigint, OUT taken integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF at_most IS NULL OR at_most NOT BETWEEN 1 AND 10000 THEN
      RAISE EXCEPTION 'at_most must be 1 to 10000' USING ERRCODE = '22023';
    END IF;
    -- Under another isolation the head would be read as it was before the lock was granted: a fork.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
      RAISE EXCEPTION 'the tree grows in READ COMMITTED only' USING ERRCODE = '25001';
    END IF;
    PERFORM FROM audit_sequencer FOR UPDATE;
    IF NOT EXISTS (SELECT FROM pg_control_system() c WHERE c.system_identifier =
        (SELECT p.system_identifier FROM audit_position p)) THEN
      RAISE EXCEPTION 'the log came from another cluster: audit_enter_cluster() comes first' USING ERRCODE = '55000';
    END IF;
    SELECT t.tree_size, t.taken INTO tree_size, taken FROM audit_take(at_most, false) t;
  END $$;
  COMMENT ON FUNCTION audit_sequence IS
    'Puts entries of finished transactions into the tree, in the order (written_by, id); size now and how many were taken';

  CREATE FUNCTION audit_enter_cluster() RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    here bigint := (SELECT c.system_identifier FROM pg_control_system() c);
    present audit_epochs;
    rest record;
  BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
      RAISE EXCEPTION 'the tree grows in READ COMMITTED only' USING ERRCODE = '25001';
    END IF;
    PERFORM FROM audit_sequencer FOR UPDATE;
    SELECT * INTO STRICT present FROM audit_epochs ORDER BY epoch DESC LIMIT 1;
    IF present.system_identifier = here THEN RETURN false; END IF;
    LOOP
      SELECT * INTO rest FROM audit_take(10000, true);
      EXIT WHEN rest.taken = 0;
    END LOOP;
    INSERT INTO audit_epochs (epoch, system_identifier, first_entry)
      SELECT present.epoch + 1, here, coalesce(max(id), 0) + 1 FROM audit_entries;
    RETURN true;
  END $$;
  COMMENT ON FUNCTION audit_enter_cluster IS
    'After a restore into another cluster, before traffic: takes what is left and counts transactions from there on anew';
`;

const PARTITIONS = `
  CREATE OR REPLACE FUNCTION audit_extend_partitions(months_ahead integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    month_start date := date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date;
    made integer := 0;
    parent text;
    part text;
  BEGIN
    IF months_ahead IS NULL OR months_ahead NOT BETWEEN 0 AND 36 THEN
      RAISE EXCEPTION 'months_ahead must be 0 to 36' USING ERRCODE = '22023';
    END IF;
    FOREACH parent IN ARRAY ARRAY['audit_entries', 'audit_leaves'] LOOP
      FOR step IN 0..months_ahead LOOP
        part := parent || '_' || to_char(month_start + make_interval(months => step), 'YYYY_MM');
        IF to_regclass('public.' || part) IS NULL THEN
          EXECUTE format(
            'CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)', part, parent,
            to_char(month_start + make_interval(months => step), 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(month_start + make_interval(months => step + 1), 'YYYY-MM-DD') || ' 00:00:00+00');
          made := made + 1;
        END IF;
      END LOOP;
    END LOOP;
    RETURN made;
  END $$;
  SELECT audit_extend_partitions(14);
`;

const RIGHTS = `
  REVOKE ALL ON FUNCTION audit_entry_id, audit_grow_tree, audit_place, audit_take, audit_sequence, audit_enter_cluster FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION audit_sequence, audit_enter_cluster TO zz_app;
  GRANT SELECT ON audit_leaves, audit_tiles, audit_epochs, audit_tree_heads, audit_position, audit_checkpoints TO zz_app;
  GRANT INSERT (size, note, time_stamp_der) ON audit_checkpoints TO zz_app;
`;
