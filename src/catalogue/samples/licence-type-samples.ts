import { BIRTH_CERTIFICATE_SAMPLE } from './birth-certificate/sample.ts';
import { BUSINESS_LICENCE_SAMPLE } from './business-licence/sample.ts';
import { FOOD_BUSINESS_LICENCE_SAMPLE } from './food-business-licence/sample.ts';
import type { LicenceTypeSample } from './licence-type-sample.ts';
import { MARRIAGE_CERTIFICATE_SAMPLE } from './marriage-certificate/sample.ts';
import { PROFESSIONAL_QUALIFICATION_SAMPLE } from './professional-qualification/sample.ts';
import { REAL_ESTATE_CERTIFICATE_SAMPLE } from './real-estate-certificate/sample.ts';
import { ROAD_TRANSPORT_LICENCE_SAMPLE } from './road-transport-licence/sample.ts';
import { SOCIAL_SECURITY_CARD_SAMPLE } from './social-security-card/sample.ts';

/** The city's starting catalogue: eight types with their faces and examples. */
export const LICENCE_TYPE_SAMPLES: readonly LicenceTypeSample[] = [
  BUSINESS_LICENCE_SAMPLE,
  FOOD_BUSINESS_LICENCE_SAMPLE,
  REAL_ESTATE_CERTIFICATE_SAMPLE,
  ROAD_TRANSPORT_LICENCE_SAMPLE,
  BIRTH_CERTIFICATE_SAMPLE,
  PROFESSIONAL_QUALIFICATION_SAMPLE,
  SOCIAL_SECURITY_CARD_SAMPLE,
  MARRIAGE_CERTIFICATE_SAMPLE,
];

/** The sample of a type by its code, if it is one of the starting catalogue. */
export function sampleOfType(code: string): LicenceTypeSample | undefined {
  return LICENCE_TYPE_SAMPLES.find((sample) => sample.definition.code === code);
}
