import { z } from 'zod';
import { Bilingual } from './definition/field-definition.ts';
import { LicenceTypeDefinition } from './definition/licence-type-definition.ts';
import type { LicenceTypeVersion } from './licence-type.ts';

const summary = {
  code: z.string().describe('21 characters, GB/T 36904'),
  name: Bilingual,
  version: z.int(),
  publishedAt: z.iso.datetime(),
};

/** What anyone may list of the catalogue. */
export const LicenceTypeList = z
  .strictObject({ licenceTypes: z.array(z.strictObject(summary)) })
  .meta({ id: 'LicenceTypeList' });

/** What anyone may read of one type: all but the face, which units see in the preview. */
export const LicenceTypeAnswer = z
  .strictObject({ ...summary, ...LicenceTypeDefinition.omit({ code: true, name: true }).shape })
  .meta({ id: 'LicenceType' });

/** A version as the interface gives it. */
export function licenceTypeAnswer(version: LicenceTypeVersion): z.infer<typeof LicenceTypeAnswer> {
  return {
    ...version.definition,
    version: version.version,
    publishedAt: version.publishedAt.toISOString(),
  };
}
