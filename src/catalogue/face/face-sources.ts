import type { FieldSources } from '../../typesetting/check-face-template.ts';
import type { FieldDefinition, FieldOfKind } from '../definition/field-definition.ts';
import type { LicenceTypeDefinition } from '../definition/licence-type-definition.ts';
import { faceDataOf, HOLDER_COLUMNS } from './face-data.ts';

/** A licence with nothing on it: its face data has every name that a template may use. */
const EMPTY_SUBJECT = {
  identifier: '',
  licenceNumber: '',
  issuerNames: [],
  issuedOn: '2000-01-01',
  validFrom: '2000-01-01',
  validUntil: null,
  holders: [],
  values: {},
  checkAddress: '',
  checkToken: '',
  statement: '',
} as const;

/** The names that templates of a type may fill slots from: exactly those `faceDataOf` gives. */
export function faceSourcesOf(definition: LicenceTypeDefinition): FieldSources {
  const { texts, photos } = faceDataOf(definition, EMPTY_SUBJECT);
  const lists = definition.fields.filter((field): field is FieldOfKind<'rows'> => field.kind === 'rows');
  return {
    texts: Object.keys(texts),
    photos: Object.keys(photos),
    tables: {
      holders: HOLDER_COLUMNS,
      ...Object.fromEntries(lists.map((field) => [field.name, columnNames(field.columns)])),
    },
  };
}

function columnNames(columns: readonly FieldDefinition[]): string[] {
  return columns.flatMap(({ kind, name }) =>
    kind === 'person' ? [`${name}.name`, `${name}.codeType`, `${name}.code`] : [name],
  );
}
