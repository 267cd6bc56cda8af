import type { FieldDefinition, ScalarFieldDefinition } from '../definition/field-definition.ts';
import type { LicenceTypeDefinition } from '../definition/licence-type-definition.ts';
import type { SampleLicence } from '../samples/licence-type-sample.ts';
import { sampleOfType } from '../samples/licence-type-samples.ts';
import { subjectOfExample } from '../samples/sample-face-data.ts';
import type { FaceHolder, FaceSubject } from './face-data.ts';

/**
 * A licence that shows what a face looks like: the `index`-th example of the starting catalogue, or for other types
 * one whose values are the labels of the fields. Its codes lead nowhere.
 */
export function exampleSubject(definition: LicenceTypeDefinition, index = 0): FaceSubject {
  const sample = sampleOfType(definition.code);
  const example = sample?.examples[index] ?? sample?.examples[0] ?? labelledExample(definition);
  return subjectOfExample(definition, sample?.issuerName ?? '〔颁发机构〕', example);
}

type Example = Omit<SampleLicence, 'title' | 'itemCode'>;

function labelledExample({ numbering, holders, fields }: LicenceTypeDefinition): Example {
  const holder = (at: number): FaceHolder => ({ name: `〔持证主体${at + 1}〕`, code: '〔代码〕' });
  return {
    licenceNumber: numbering.example,
    issuedOn: '2026-01-01',
    holders: Array.from({ length: holders.max }, (_, at) => holder(at)),
    values: Object.fromEntries(fields.map((field) => [field.name, labelledValue(field)])),
  };
}

function labelledValue(field: FieldDefinition): unknown {
  if (field.kind !== 'rows') return labelledScalar(field);
  return [Object.fromEntries(field.columns.map((column) => [column.name, labelledScalar(column)]))];
}

function labelledScalar(field: ScalarFieldDefinition): unknown {
  const words = `〔${field.label.zh}〕`;
  if (field.kind === 'person') return { name: words, codeType: field.codeTypes[0], code: '〔号码〕' };
  if (field.kind === 'enumeration') return field.options[0]?.code;
  if (field.kind === 'date') return '2026-01-01';
  if (field.kind === 'amount') return '123456789';
  return field.kind === 'picture' ? undefined : words;
}
