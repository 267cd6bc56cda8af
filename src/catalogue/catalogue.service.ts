import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/transaction-runner.ts';
import { newId } from '../shared/ids.ts';
import { checkFaceTemplate } from '../typesetting/check-face-template.ts';
import type { FaceTemplate } from '../typesetting/face-template.ts';
import type { FontLibrary } from '../typesetting/fonts/font-library.ts';
import { catalogueError } from './catalogue.errors.ts';
import { CatalogueQueries } from './catalogue.queries.ts';
import { definitionProblems } from './definition/definition-problems.ts';
import type { LicenceTypeDefinition } from './definition/licence-type-definition.ts';
import { FONT_LIBRARY } from './face/face-fonts.ts';
import { faceSourcesOf } from './face/face-sources.ts';

/** A version to be published. */
export interface LicenceTypeDraft {
  readonly definition: LicenceTypeDefinition;
  readonly face: FaceTemplate;
  /** The newest version the author has seen; 0 for a new type. */
  readonly basedOnVersion: number;
}

/** What was published. */
export interface PublishedVersion {
  readonly licenceTypeId: string;
  readonly versionId: string;
  readonly version: number;
}

@Injectable()
export class CatalogueService {
  constructor(
    @Inject(CatalogueQueries) private readonly queries: CatalogueQueries,
    @Inject(FONT_LIBRARY) private readonly fonts: FontLibrary,
  ) {}

  /**
   * Publishes a new type or the next version of one, inside `tx`. Licences issued before keep their version. Log it
   * there as `catalogue.publish`.
   *
   * @throws DomainError catalogue.definition-invalid with every problem by path (`definition/…`, `faceTemplate/…`),
   *   catalogue.version-conflict where another version was published meanwhile
   */
  async publish(tx: Tx, draft: LicenceTypeDraft): Promise<PublishedVersion> {
    this.refuseInvalid(draft);
    const version = draft.basedOnVersion + 1;
    const licenceTypeId = version === 1 ? await insertType(tx, draft) : await advanceType(tx, draft);
    const versionId = newId();
    await tx.query(
      'catalogue.insert-version',
      `INSERT INTO licence_type_versions (id, licence_type_id, version, definition, face_template)
       VALUES ($1, $2, $3, $4, $5)`,
      [versionId, licenceTypeId, version, JSON.stringify(draft.definition), JSON.stringify(draft.face)],
    );
    tx.afterCommit(() => this.queries.forgetCurrent());
    return { licenceTypeId, versionId, version };
  }

  /** Lets a unit issue licences of a type, inside `tx`; saying it twice changes nothing. */
  async allowIssuer(tx: Tx, licenceTypeId: string, unitId: string): Promise<void> {
    await tx.query(
      'catalogue.insert-issuer',
      `INSERT INTO licence_type_issuers (licence_type_id, unit_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [licenceTypeId, unitId],
    );
  }

  private refuseInvalid({ definition, face }: LicenceTypeDraft): void {
    const faceProblems = checkFaceTemplate(face, faceSourcesOf(definition), this.fonts);
    const problems = [
      ...definitionProblems(definition, face),
      ...faceProblems.map((problem) => ({ ...problem, path: `faceTemplate/${problem.path}` })),
    ];
    if (problems.length > 0) throw catalogueError('invalid', 'catalogue.definition-invalid', problems);
  }
}

/** A type that is new; another of its code is a conflict. */
async function insertType(tx: Tx, { definition }: LicenceTypeDraft): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    'catalogue.insert-type',
    `INSERT INTO licence_types (id, code, name_zh, name_en, current_version) VALUES ($1, $2, $3, $4, 1)
     ON CONFLICT (code) DO NOTHING RETURNING id`,
    [newId(), definition.code, definition.name.zh, definition.name.en],
  );
  if (!row) throw catalogueError('conflict', 'catalogue.version-conflict');
  return row.id;
}

/** Moves a type on from exactly the version that the author started from. */
async function advanceType(tx: Tx, { definition, basedOnVersion }: LicenceTypeDraft): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    'catalogue.advance-type',
    `UPDATE licence_types SET current_version = $2 + 1, name_zh = $3, name_en = $4
     WHERE code = $1 AND current_version = $2 RETURNING id`,
    [definition.code, basedOnVersion, definition.name.zh, definition.name.en],
  );
  if (!row) throw catalogueError('conflict', 'catalogue.version-conflict');
  return row.id;
}
