import { z } from 'zod';

/**
 * The JSON Schema (draft 2020-12, as OpenAPI 3.1 takes it) of a zod schema. Named parts (`.meta({ id })`) come back as
 * components. Nest's own way asks zod for OpenAPI 3.0, whose `exclusiveMinimum: true` means nothing in 3.1.
 */
export function jsonSchemaOf(
  schema: unknown,
  { schemaType }: { schemaType: 'input' | 'output' },
): { schema: unknown; components?: Record<string, unknown> } | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const {
    $defs,
    $schema: _draft,
    ...converted
  } = pointedAtComponents(
    z.toJSONSchema(schema, { target: 'draft-2020-12', io: schemaType, unrepresentable: 'any' }),
  );
  return { schema: converted, ...($defs ? { components: $defs as Record<string, unknown> } : {}) };
}

/** zod points at `#/$defs/…`, where a part stands alone; in the document all parts are components. */
function pointedAtComponents(schema: object): Record<string, unknown> {
  const text = JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(text) as Record<string, unknown>;
}
