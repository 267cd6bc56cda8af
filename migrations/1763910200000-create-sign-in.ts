import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSignIn1763910200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SESSIONS);
    await runner.query(CREDENTIALS);
    await runner.query(ATTEMPTS);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE factor_challenges; DROP TABLE sign_in_attempts; DROP TABLE sign_in_failures;
      DROP TABLE staff_factors; DROP TABLE staff_passwords; DROP TABLE sessions;
    `);
  }
}

const SESSIONS = `
  CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    subject_kind text NOT NULL CHECK (subject_kind IN ('staff', 'holder')),
    subject_id uuid NOT NULL,
    factors text[] NOT NULL CHECK (array_length(factors, 1) > 0
      AND factors <@ ARRAY['password', 'webauthn', 'totp', 'certificate', 'provider']),
    client_prefix text NOT NULL,
    opened_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL CHECK (ends_at > opened_at),
    ended_at timestamptz,
    ended_by uuid,
    end_reason text CHECK (end_reason IN ('signed-out', 'owner', 'security-administrator', 'replaced',
      'new-password', 'enrolment', 'account')),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    CHECK (ended_by IS NULL OR ended_at IS NOT NULL)
  );
  COMMENT ON TABLE sessions IS 'Signed-in states of staff and holders (docs/adr/0017-sign-in.md); a session ends, its row stays';
  COMMENT ON COLUMN sessions.token_hash IS 'SHA-256 of the 256 random bits in the cookie';
  COMMENT ON COLUMN sessions.subject_id IS 'staff: staff_accounts.id; holder: the subject of the real-name provider''s assertion';
  COMMENT ON COLUMN sessions.factors IS 'What the person proved; provider: the real-name provider vouched for them';
  COMMENT ON COLUMN sessions.client_prefix IS 'IPv4 /24 or IPv6 /48 that it was opened from';
  COMMENT ON COLUMN sessions.last_seen_at IS 'Written at most once a minute';
  CREATE INDEX sessions_live ON sessions (subject_kind, subject_id) WHERE ended_at IS NULL;
  CREATE TRIGGER sessions_ended BEFORE UPDATE ON sessions
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_row();
`;

const CREDENTIALS = `
  CREATE TABLE staff_passwords (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES staff_accounts,
    place bigint GENERATED ALWAYS AS IDENTITY,
    hash_sealed bytea,
    set_at timestamptz NOT NULL
  );
  COMMENT ON TABLE staff_passwords IS 'The newest row is the password; earlier ones are kept so that they are not used again';
  COMMENT ON COLUMN staff_passwords.hash_sealed IS 'PHC string of argon2id, sealed; null once it is older than what may not be used again';
  CREATE INDEX staff_passwords_newest ON staff_passwords (account_id, place DESC);

  CREATE TABLE staff_factors (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES staff_accounts,
    kind text NOT NULL CHECK (kind IN ('webauthn', 'totp', 'certificate')),
    label text NOT NULL CHECK (length(label) BETWEEN 1 AND 60),
    handle bytea CHECK (octet_length(handle) BETWEEN 1 AND 1023),
    data_sealed bytea NOT NULL,
    counter bigint NOT NULL DEFAULT 0 CHECK (counter >= 0),
    added_at timestamptz NOT NULL,
    last_used_at timestamptz,
    removed_at timestamptz,
    CHECK ((kind = 'totp') = (handle IS NULL))
  );
  COMMENT ON TABLE staff_factors IS 'Second factors; one that is removed keeps its row';
  COMMENT ON COLUMN staff_factors.handle IS 'webauthn: credential id; certificate: SHA-256 of the certificate';
  COMMENT ON COLUMN staff_factors.data_sealed IS 'Canonical JSON of the kind: public key, certificate or shared secret; sealed to the row';
  COMMENT ON COLUMN staff_factors.counter IS 'webauthn: signature counter; totp: last time step used; it never goes back';
  CREATE UNIQUE INDEX staff_factors_handle ON staff_factors (handle) WHERE removed_at IS NULL;
  CREATE INDEX staff_factors_account ON staff_factors (account_id) WHERE removed_at IS NULL;
  CREATE TRIGGER staff_factors_removed BEFORE UPDATE ON staff_factors
    FOR EACH ROW WHEN (OLD.removed_at IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_row();
`;

const ATTEMPTS = `
  CREATE TABLE sign_in_failures (
    account_id uuid PRIMARY KEY,
    failures integer NOT NULL CHECK (failures >= 0),
    locked_until timestamptz
  );
  COMMENT ON TABLE sign_in_failures IS 'Wrong proofs in a row and those being checked; a stand-in row counts for unknown logins';

  CREATE TABLE sign_in_attempts (
    id uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    account_id uuid NOT NULL REFERENCES staff_accounts,
    stage text NOT NULL CHECK (stage IN ('second-factor', 'new-password', 'first-factor')),
    factor_kind text CHECK (factor_kind IN ('webauthn', 'totp', 'certificate')),
    enrolment_id uuid REFERENCES enrolments,
    password_sealed bytea,
    opened_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    ended_at timestamptz,
    CHECK ((stage = 'first-factor') = (enrolment_id IS NOT NULL)),
    CHECK (stage <> 'first-factor' OR password_sealed IS NOT NULL OR ended_at IS NOT NULL),
    CHECK ((stage = 'new-password') <= (factor_kind IS NOT NULL))
  );
  COMMENT ON TABLE sign_in_attempts IS 'Between the first and the last step of a sign-in or enrolment';
  COMMENT ON COLUMN sign_in_attempts.factor_kind IS 'The second factor that was proven, while a new password is waited for';
  COMMENT ON COLUMN sign_in_attempts.password_sealed IS 'Of an enrolment: hash of the password that was chosen; null once it ended';
  CREATE TRIGGER sign_in_attempts_ended BEFORE UPDATE ON sign_in_attempts
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_row();

  CREATE TABLE factor_challenges (
    id uuid PRIMARY KEY,
    attempt_id uuid REFERENCES sign_in_attempts,
    session_id uuid REFERENCES sessions,
    kind text NOT NULL CHECK (kind IN ('webauthn', 'totp', 'certificate')),
    purpose text NOT NULL CHECK (purpose IN ('registration', 'proof')),
    kept_sealed bytea,
    made_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    taken_at timestamptz,
    CHECK (num_nonnulls(attempt_id, session_id) = 1),
    CHECK ((taken_at IS NULL) = (kept_sealed IS NOT NULL))
  );
  COMMENT ON TABLE factor_challenges IS 'What an answer is judged against; one answer takes it, right or wrong';
  COMMENT ON COLUMN factor_challenges.kept_sealed IS 'Challenge, nonce or the secret to be registered, sealed to the row; null once taken';
  CREATE TRIGGER factor_challenges_taken BEFORE UPDATE ON factor_challenges
    FOR EACH ROW WHEN (OLD.taken_at IS NOT NULL) EXECUTE FUNCTION forbid_change_of_ended_row();
`;

const RIGHTS = `
  GRANT SELECT, INSERT ON sessions, staff_passwords, staff_factors, sign_in_failures, sign_in_attempts,
    factor_challenges TO zz_app;
  GRANT UPDATE (last_seen_at, ended_at, ended_by, end_reason) ON sessions TO zz_app;
  GRANT UPDATE (hash_sealed) ON staff_passwords TO zz_app;
  GRANT UPDATE (data_sealed, counter, last_used_at, removed_at) ON staff_factors TO zz_app;
  GRANT UPDATE (failures, locked_until) ON sign_in_failures TO zz_app;
  GRANT UPDATE (stage, factor_kind, password_sealed, ended_at) ON sign_in_attempts TO zz_app;
  GRANT UPDATE (kept_sealed, taken_at) ON factor_challenges TO zz_app;
`;
