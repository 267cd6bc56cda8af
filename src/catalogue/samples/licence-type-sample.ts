import type { CalendarDate } from '../../shared/calendar-date.ts';
import type { FaceTemplate } from '../../typesetting/face-template.ts';
import type { FieldValues } from '../definition/field-values.ts';
import type { LicenceTypeDefinition } from '../definition/licence-type-definition.ts';
import type { FaceHolder } from '../face/face-data.ts';

/** One licence as a department would send it; all persons and codes are made up. */
export interface SampleLicence {
  /** What is special about it: `plain`, `longest`, `rare-characters` … */
  readonly title: string;
  readonly licenceNumber: string;
  readonly issuedOn: CalendarDate;
  /** Stated only where the type's rule wants it. */
  readonly statedEndsOn?: CalendarDate;
  readonly itemCode: string;
  readonly holders: readonly FaceHolder[];
  readonly values: FieldValues;
}

/** A licence type of the city's starting catalogue with its face and examples. */
export interface LicenceTypeSample {
  readonly definition: LicenceTypeDefinition;
  readonly face: FaceTemplate;
  readonly issuerName: string;
  readonly examples: readonly [SampleLicence, ...SampleLicence[]];
}
