import { shippedFonts } from '../../../test/support/fonts.ts';
import { checkFaceTemplate } from '../../typesetting/check-face-template.ts';
import { layOutFace } from '../../typesetting/layout/lay-out-face.ts';
import { definitionProblems } from '../definition/definition-problems.ts';
import { checkFieldValues } from '../definition/field-values.ts';
import { LicenceTypeDefinition } from '../definition/licence-type-definition.ts';
import { exampleSubject } from '../face/example-subject.ts';
import { faceDataOf } from '../face/face-data.ts';
import { faceSourcesOf } from '../face/face-sources.ts';
import { FaceTemplateSchema } from '../face/face-template-schema.ts';
import { withTrialBand } from '../face/trial-band.ts';
import { LICENCE_TYPE_SAMPLES } from './licence-type-samples.ts';

const TYPES = LICENCE_TYPE_SAMPLES.map((sample) => [sample.definition.name.zh, sample] as const);
const EXAMPLES = LICENCE_TYPE_SAMPLES.flatMap((sample) =>
  sample.examples.map(
    (example, index) => [sample.definition.name.zh, example.title, sample, example, index] as const,
  ),
);

describe('the starting catalogue', () => {
  it.each(TYPES)('defines %s without contradiction', (_name, { definition, face }) => {
    expect(LicenceTypeDefinition.parse(JSON.parse(JSON.stringify(definition)))).toEqual(definition);
    expect(definitionProblems(definition, face)).toEqual([]);
  });

  it.each(TYPES)('has a face for %s that can be kept as JSON and printed, in trial too', (_name, sample) => {
    const sources = faceSourcesOf(sample.definition);
    for (const face of [sample.face, withTrialBand(sample.face)]) {
      expect(FaceTemplateSchema.parse(JSON.parse(JSON.stringify(face)))).toEqual(face);
      expect(checkFaceTemplate(face, sources, shippedFonts())).toEqual([]);
    }
  });

  it.each(EXAMPLES)('takes and lays out %s: %s', (_name, _title, sample, example, index) => {
    const { fields, numbering, items } = sample.definition;
    expect(checkFieldValues(fields, example.values)).toEqual([]);
    expect(example.licenceNumber).toMatch(new RegExp(`^(?:${numbering.pattern})$`, 'u'));
    expect(items.map((item) => item.itemCode)).toContain(example.itemCode);
    const data = faceDataOf(sample.definition, exampleSubject(sample.definition, index));
    expect(layOutFace(sample.face, data, shippedFonts()).problems).toEqual([]);
  });

  it('keeps every type code once', () => {
    const codes = LICENCE_TYPE_SAMPLES.map((sample) => sample.definition.code);
    expect(new Set(codes).size).toBe(8);
  });
});
