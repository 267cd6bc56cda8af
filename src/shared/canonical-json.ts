/** What canonical JSON v1 can hold: no floats, no undefined, no dates (write them as strings first). */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined };

/**
 * Canonical JSON v1: UTF-8, no white space, object keys in code-unit order (as RFC 8785 §3.2.3), members that are
 * `undefined` left out, numbers only safe integers, strings well formed (a lone surrogate is refused, it has no
 * UTF-8). These exact bytes are what is hashed and kept.
 *
 * @throws TypeError for a value outside `CanonicalValue`
 */
export function canonicalJson(value: CanonicalValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object')
    return canonicalObject(value as { readonly [key: string]: CanonicalValue | undefined });
  throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
}

function canonicalNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError('canonical JSON holds safe integers only');
  return String(value === 0 ? 0 : value);
}

function canonicalString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('canonical JSON cannot hold a lone surrogate');
  return JSON.stringify(value);
}

function canonicalObject(value: { readonly [key: string]: CanonicalValue | undefined }): string {
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${canonicalString(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}
