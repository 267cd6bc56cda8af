import { Inject, Injectable } from '@nestjs/common';
import { CatalogueQueries } from '../../catalogue/catalogue.queries.ts';
import type { LicenceTypeDefinition } from '../../catalogue/definition/licence-type-definition.ts';
import { FaceCompiler } from '../../catalogue/face/face-compiler.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { CompiledFace } from '../../typesetting/compile-face.ts';

/** One version of a licence type, ready to be drawn. */
export interface IssuableType {
  readonly typeId: string;
  readonly versionId: string;
  readonly definition: LicenceTypeDefinition;
  readonly face: CompiledFace;
}

/** How long a unit's right to a type stays good: one that is taken away ends this soon. */
const RIGHT_KEPT_MS = 5_000;

/** What of the catalogue is needed to issue, without asking the database for every licence. */
@Injectable()
export class IssuableTypes {
  private readonly rights = new Map<string, { readonly isIssuer: boolean; readonly until: number }>();

  constructor(
    @Inject(CatalogueQueries) private readonly catalogue: CatalogueQueries,
    @Inject(FaceCompiler) private readonly faces: FaceCompiler,
  ) {}

  /** The version of a type under which licences are issued now; `null` when the catalogue has no such type. */
  async current(code: string): Promise<IssuableType | null> {
    try {
      return this.ready(await this.catalogue.currentOf(code));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'catalogue.type-not-found') return null;
      throw error;
    }
  }

  /**
   * The version that a licence was drafted under.
   *
   * @throws DomainError catalogue.version-not-found
   */
  async version(versionId: string): Promise<IssuableType> {
    return this.ready(await this.catalogue.versionOf(versionId));
  }

  /** Whether a unit may issue licences of a type, at most five seconds old. */
  async isIssuer(typeId: string, unitId: string): Promise<boolean> {
    const key = `${typeId}/${unitId}`;
    const kept = this.rights.get(key);
    if (kept && kept.until > performance.now()) return kept.isIssuer;
    const isIssuer = await this.catalogue.isIssuer(typeId, unitId);
    this.rights.set(key, { isIssuer, until: performance.now() + RIGHT_KEPT_MS });
    return isIssuer;
  }

  private ready(version: Awaited<ReturnType<CatalogueQueries['versionOf']>>): IssuableType {
    const { id, licenceTypeId, definition } = version;
    return { typeId: licenceTypeId, versionId: id, definition, face: this.faces.compiledOf(version) };
  }
}
