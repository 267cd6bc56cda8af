import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUnitConsequences1763910600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW unit_consequences (unit_id, kind, object_id, until_on) AS
        SELECT l.issuer_unit_id, 'licence-in-force', l.id, v.expires_on
        FROM licences l JOIN licence_versions v ON v.licence_id = l.id AND v.version = l.current_version
        WHERE l.state IN ('valid', 'suspended', 'lost')
        UNION ALL
        SELECT unit_id, 'licence-draft', id, NULL FROM licence_drafts WHERE state IN ('draft', 'submitted', 'approved')
        UNION ALL
        SELECT s.unit_id, 'seal-use-under-way', u.id, NULL
        FROM seal_uses u JOIN seals s ON s.id = u.seal_id WHERE u.state = 'intended'
        UNION ALL
        SELECT unit_id, 'seal', id, NULL FROM seals WHERE state <> 'cancelled'
        UNION ALL
        SELECT unit_id, 'licence-type', licence_type_id, NULL FROM licence_type_issuers
        UNION ALL
        SELECT unit_id, 'account', id, NULL FROM staff_accounts WHERE state <> 'closed'
        UNION ALL
        SELECT unit_id, CASE WHEN role LIKE '%-administrator' THEN 'administrator-role' ELSE 'role' END, id, NULL
        FROM role_grants WHERE ended_at IS NULL
        UNION ALL
        SELECT unit_id, 'client', id, (expires_at AT TIME ZONE 'Asia/Shanghai')::date FROM clients WHERE ended_at IS NULL
        UNION ALL
        SELECT parent_id, 'unit-below', id, NULL FROM units WHERE parent_id IS NOT NULL AND ended_on IS NULL;
      COMMENT ON VIEW unit_consequences IS 'What hangs on each unit, one row a thing: shown before a unit ends (docs/adr/0016-people-and-access.md)';
      COMMENT ON COLUMN unit_consequences.until_on IS 'Last day on which the thing counts; null: it counts until its row says otherwise';
      GRANT SELECT ON unit_consequences TO zz_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW unit_consequences;');
  }
}
