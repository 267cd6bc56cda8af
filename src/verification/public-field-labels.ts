import { Inject, Injectable } from '@nestjs/common';
import { CatalogueQueries } from '../catalogue/catalogue.queries.ts';
import type { FieldDefinition, ScalarFieldDefinition } from '../catalogue/definition/field-definition.ts';
import { faceWords } from '../catalogue/face/face-words.ts';
import type { VerificationRecord } from '../licences/reading/verification-record.ts';
import type { PublicFieldView } from './verification-report.ts';

type Labelled = Exclude<ScalarFieldDefinition, { kind: 'picture' | 'person' }>;

/** Public fields with the labels of the version that a licence was issued under. */
@Injectable()
export class PublicFieldLabels {
  /** Versions never change. */
  private readonly fieldsByVersion = new Map<string, readonly Labelled[]>();

  constructor(@Inject(CatalogueQueries) private readonly catalogue: CatalogueQueries) {}

  /** Reads the labels of a licence's type where they are not known yet; call before `views`. */
  async prepare({ licenceType: { versionId } }: VerificationRecord): Promise<void> {
    if (this.fieldsByVersion.has(versionId)) return;
    const { definition } = await this.catalogue.versionOf(versionId);
    this.fieldsByVersion.set(versionId, definition.fields.filter(isLabelled));
  }

  /** In the order of the type; fields without a value are left out. */
  views({ licenceType, publicFields }: VerificationRecord): PublicFieldView[] {
    const fields = this.fieldsByVersion.get(licenceType.versionId) ?? [];
    return fields.flatMap((field) => {
      const value = faceWords(field, publicFields[field.name]);
      return value === ''
        ? []
        : [{ name: field.name, labelZh: field.label.zh, labelEn: field.label.en, value }];
    });
  }
}

function isLabelled(field: FieldDefinition): field is Labelled {
  return (
    field.visibility === 'public' &&
    field.kind !== 'rows' &&
    field.kind !== 'picture' &&
    field.kind !== 'person'
  );
}
