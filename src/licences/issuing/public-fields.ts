import { type FieldDefinition, isIdentityLike } from '../../catalogue/definition/field-definition.ts';

/** The values of fields whose class is public, by short name: the only ones that are kept in clear. */
export function publicFieldsOf(
  fields: readonly FieldDefinition[],
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const open = fields.filter((field) => field.visibility === 'public' && !isIdentityLike(field));
  return Object.fromEntries(
    open.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
}
