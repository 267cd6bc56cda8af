import type { FaceTemplate } from '../typesetting/face-template.ts';
import type { LicenceTypeDefinition } from './definition/licence-type-definition.ts';

/** A licence type as the public list shows it. */
export interface LicenceTypeSummary {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly version: number;
  readonly publishedAt: Date;
}

/** One published version; never changes, so it may be kept for good. */
export interface LicenceTypeVersion {
  readonly id: string;
  readonly licenceTypeId: string;
  readonly version: number;
  readonly publishedAt: Date;
  readonly definition: LicenceTypeDefinition;
  readonly face: FaceTemplate;
}
