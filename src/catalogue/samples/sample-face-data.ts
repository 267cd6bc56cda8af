import type { FaceData } from '../../typesetting/face-template.ts';
import { type FaceSubject, faceDataOf } from '../face-data.ts';
import { validityEndOf } from '../validity-rule.ts';
import type { LicenceTypeSample, SampleLicence } from './licence-type-sample.ts';

/** A token and a statement of full length that lead nowhere: what previews print as codes. */
const NO_TOKEN = '00000000000000000000';
const NO_STATEMENT = 'A'.repeat(224);
const NO_SERIAL = '00000000000000000000';

/** Face data of one example, as a licence would give it; its codes lead nowhere. */
export function sampleFaceData(sample: LicenceTypeSample, example: SampleLicence): FaceData {
  return faceDataOf(sample.definition, sampleSubject(sample, example));
}

function sampleSubject(sample: LicenceTypeSample, example: SampleLicence): FaceSubject {
  const { definition, issuerName } = sample;
  const end = validityEndOf(definition.validity, {
    startsOn: example.issuedOn,
    ...(example.statedEndsOn !== undefined && { statedEndsOn: example.statedEndsOn }),
  });
  if (!end.ok) throw new Error(`the example ${example.title} of ${definition.code}: ${end.problem}`);
  return {
    identifier: `1.2.156.3005.2.${definition.code}.${definition.directory.definingBodyCode}.${NO_SERIAL}.001.0`,
    licenceNumber: example.licenceNumber,
    issuerNames: [issuerName],
    issuedOn: example.issuedOn,
    validFrom: example.issuedOn,
    validUntil: end.endsOn,
    holders: example.holders,
    values: example.values,
    checkAddress: `HTTPS://EXAMPLE.ORG/V/${NO_TOKEN}`,
    checkToken: NO_TOKEN,
    statement: NO_STATEMENT,
  };
}
