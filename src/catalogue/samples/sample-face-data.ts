import type { FaceData } from '../../typesetting/face-template.ts';
import type { LicenceTypeDefinition } from '../definition/licence-type-definition.ts';
import { validityEndOf } from '../definition/validity-rule.ts';
import { type FaceSubject, faceDataOf } from '../face/face-data.ts';
import type { LicenceTypeSample, SampleLicence } from './licence-type-sample.ts';

/** A token, a serial and a statement of full length that lead nowhere. */
const NO_TOKEN = '00000000000000000000';
const NO_STATEMENT = 'A'.repeat(224);

/** Face data of one example, as a licence would give it; its codes lead nowhere. */
export function sampleFaceData(sample: LicenceTypeSample, example: SampleLicence): FaceData {
  return faceDataOf(sample.definition, subjectOfExample(sample.definition, sample.issuerName, example));
}

/** What is on the face of an example. */
export function subjectOfExample(
  definition: LicenceTypeDefinition,
  issuerName: string,
  example: Omit<SampleLicence, 'title' | 'itemCode'>,
): FaceSubject {
  const end = validityEndOf(definition.validity, {
    startsOn: example.issuedOn,
    holderBornOn: example.issuedOn,
    ...(example.statedEndsOn !== undefined && { statedEndsOn: example.statedEndsOn }),
  });
  return {
    identifier: `1.2.156.3005.2.${definition.code}.${definition.directory.definingBodyCode}.${NO_TOKEN}.001.0`,
    licenceNumber: example.licenceNumber,
    issuerNames: [issuerName],
    issuedOn: example.issuedOn,
    validFrom: example.issuedOn,
    validUntil: end.ok ? end.endsOn : null,
    holders: example.holders,
    values: example.values,
    checkAddress: `HTTPS://EXAMPLE.ORG/V/${NO_TOKEN}`,
    checkToken: NO_TOKEN,
    statement: NO_STATEMENT,
  };
}
