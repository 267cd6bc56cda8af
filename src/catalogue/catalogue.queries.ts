import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/transaction-runner.ts';
import { BoundedCache } from '../shared/bounded-cache.ts';
import { catalogueError } from './catalogue.errors.ts';
import { LicenceTypeDefinition } from './definition/licence-type-definition.ts';
import { FaceTemplateSchema } from './face/face-template-schema.ts';
import type { LicenceTypeSummary, LicenceTypeVersion } from './licence-type.ts';

/** A row as PostgreSQL gives it; `jsonb` comes parsed. */
interface VersionRow {
  readonly id: string;
  readonly licenceTypeId: string;
  readonly version: number;
  readonly publishedAt: Date;
  readonly definition: unknown;
  readonly face: unknown;
}

/** One type that a unit issues, by the type's names. */
export interface Issuance {
  readonly unitId: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

const COLUMNS = `version.id, version.licence_type_id AS "licenceTypeId", version.version,
  version.published_at AS "publishedAt"`;

/** How long the number of the newest version stays good: a new version is issued under this soon. */
const CURRENT_KEPT_MS = 5_000;
const VERSIONS_KEPT = 256;

@Injectable()
export class CatalogueQueries {
  private readonly versions = new BoundedCache<string, LicenceTypeVersion>(VERSIONS_KEPT);
  private readonly current = new Map<string, { readonly id: string; readonly until: number }>();

  constructor(@Inject(Database) private readonly database: Database) {}

  /** All types by code, each with its newest version. */
  all(): Promise<LicenceTypeSummary[]> {
    return this.database.query<LicenceTypeSummary & Record<string, unknown>>(
      'catalogue.types',
      `SELECT type.code, type.name_zh AS "nameZh", type.name_en AS "nameEn", version.version,
         version.published_at AS "publishedAt"
       FROM licence_types type
       JOIN licence_type_versions version
         ON version.licence_type_id = type.id AND version.version = type.current_version
       ORDER BY type.code`,
    );
  }

  /**
   * The version under which licences of a type are issued now, at most five seconds old.
   *
   * @throws DomainError catalogue.type-not-found
   */
  async currentOf(code: string): Promise<LicenceTypeVersion> {
    const kept = this.current.get(code);
    if (kept && kept.until > performance.now()) return this.versionOf(kept.id);
    const [row] = await this.database.query<{ id: string }>(
      'catalogue.current-version',
      `SELECT version.id
       FROM licence_types type
       JOIN licence_type_versions version
         ON version.licence_type_id = type.id AND version.version = type.current_version
       WHERE type.code = $1`,
      [code],
    );
    if (!row) throw catalogueError('not-found', 'catalogue.type-not-found');
    this.current.set(code, { id: row.id, until: performance.now() + CURRENT_KEPT_MS });
    return this.versionOf(row.id);
  }

  /**
   * A version by its id, as licences name the one they were issued under.
   *
   * @throws DomainError catalogue.version-not-found
   */
  async versionOf(versionId: string): Promise<LicenceTypeVersion> {
    const kept = this.versions.get(versionId);
    if (kept) return kept;
    const [row] = await this.database.query<VersionRow & Record<string, unknown>>(
      'catalogue.version',
      `SELECT ${COLUMNS}, version.definition, version.face_template AS face
       FROM licence_type_versions version WHERE version.id = $1`,
      [versionId],
    );
    if (!row) throw catalogueError('not-found', 'catalogue.version-not-found');
    const version = readVersion(row);
    this.versions.set(versionId, version);
    return version;
  }

  /** Which unit issues which type, by the types' codes. */
  issuances(): Promise<Issuance[]> {
    return this.database.query<Issuance & Record<string, unknown>>(
      'catalogue.issuances',
      `SELECT issuer.unit_id AS "unitId", type.name_zh AS "nameZh", type.name_en AS "nameEn"
       FROM licence_type_issuers issuer JOIN licence_types type ON type.id = issuer.licence_type_id
       ORDER BY type.code`,
    );
  }

  /** Whether the catalogue lets a unit issue licences of a type. */
  async isIssuer(licenceTypeId: string, unitId: string): Promise<boolean> {
    const rows = await this.database.query(
      'catalogue.issuer',
      'SELECT 1 FROM licence_type_issuers WHERE licence_type_id = $1 AND unit_id = $2',
      [licenceTypeId, unitId],
    );
    return rows.length > 0;
  }

  /** Codes of the types that the catalogue lets a unit issue; by `tx` also of what that has just entered. */
  async codesIssuedBy(unitId: string, tx: Pick<Tx, 'query'> = this.database): Promise<Set<string>> {
    const rows = await tx.query<{ code: string }>(
      'catalogue.codes-of-issuer',
      `SELECT type.code FROM licence_type_issuers issuer JOIN licence_types type ON type.id = issuer.licence_type_id
       WHERE issuer.unit_id = $1`,
      [unitId],
    );
    return new Set(rows.map(({ code }) => code));
  }

  /** Forgets which versions are newest: called after a publication of this process. */
  forgetCurrent(): void {
    this.current.clear();
  }
}

/** What was checked when it was published is read strictly: anything else in the table is a fault of ours. */
function readVersion(row: VersionRow): LicenceTypeVersion {
  return {
    id: row.id,
    licenceTypeId: row.licenceTypeId,
    version: row.version,
    publishedAt: row.publishedAt,
    definition: LicenceTypeDefinition.parse(row.definition),
    face: FaceTemplateSchema.parse(row.face),
  };
}
