import { z } from 'zod';
import { variables } from './variables.ts';

/** The rows of docs/operations.md on variables: name, what it takes, what it is when not set. */
export function variablesTable(): string {
  const rows = Object.entries(variables.shape).map(([name, schema]) => {
    const { description, fallback } = readOff(schema);
    return `| \`${name}\` | ${description} | ${fallback} |`;
  });
  return ['| variable | value | when not set |', '| --- | --- | --- |', ...rows].join('\n');
}

/** zod keeps a description below its `default` and `optional` wrappers. */
function readOff(wrapped: z.ZodType): { description: string; fallback: string } {
  let schema = wrapped;
  let fallback = '';
  while (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    if (schema instanceof z.ZodDefault) fallback = String(schema.def.defaultValue);
    schema = schema.unwrap() as z.ZodType;
  }
  return { description: schema.description ?? '', fallback };
}
