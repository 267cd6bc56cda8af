import { Inject, Injectable } from '@nestjs/common';
import { UnitsQueries } from '../../access/units/units.queries.ts';
import { CatalogueQueries } from '../../catalogue/catalogue.queries.ts';
import type { Bilingual } from '../text/bilingual.ts';

/** A code and the names that people know it by. */
export interface NamedCode {
  readonly code: string;
  readonly name: Bilingual;
}

/** The lists that anyone may see and that pages show again and again: types and issuing bodies. */
@Injectable()
export class PublishedRegister {
  private kept: { readonly licenceTypes: Promise<NamedCode[]>; readonly until: number } | null = null;

  constructor(
    @Inject(CatalogueQueries) private readonly catalogue: CatalogueQueries,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
  ) {}

  /** Every licence type, at most a minute old: the form of the first page asks for nothing else of the database. */
  licenceTypes(): Promise<NamedCode[]> {
    if (this.kept && this.kept.until > performance.now()) return this.kept.licenceTypes;
    const licenceTypes = this.readLicenceTypes();
    this.kept = { licenceTypes, until: performance.now() + KEPT_MS };
    licenceTypes.catch(() => {
      this.kept = null;
    });
    return licenceTypes;
  }

  /** The issuing bodies by their credit codes. */
  async issuers(): Promise<NamedCode[]> {
    const units = await this.units.issuing();
    return units.map(({ uscc, nameZh, nameEn }) => ({ code: uscc, name: { zh: nameZh, en: nameEn } }));
  }

  private async readLicenceTypes(): Promise<NamedCode[]> {
    const types = await this.catalogue.all();
    return types.map(({ code, nameZh, nameEn }) => ({ code, name: { zh: nameZh, en: nameEn } }));
  }
}

const KEPT_MS = 60_000;
