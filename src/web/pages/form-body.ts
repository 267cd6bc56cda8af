/** A form or query as parsed: a reader can send a name twice or leave it out. */
export type FormBody = Readonly<Record<string, unknown>> | undefined;

/** The text of a field; what is missing or not one text is empty. */
export function textOf(body: FormBody, name: string): string {
  const value = body?.[name];
  return typeof value === 'string' ? value : '';
}
