import { children, type DerNode, expectTag } from '../der/der-reader.ts';
import { readObjectIdentifier, readText } from '../der/der-values.ts';
import { objectIdentifier, printableString, sequence, setOf, TAG, utf8String } from '../der/der-writer.ts';
import { ATTRIBUTE } from './object-identifiers.ts';

export interface NameAttribute {
  /** Attribute type, dotted. */
  readonly type: string;
  /** Text of a string type; `#` and hex of the whole encoding for any other. */
  readonly value: string;
}

/** A Name (RFC 5280 §4.1.2.4): its original bytes, what they say, and the form that is compared. */
export interface DistinguishedName {
  readonly der: Uint8Array;
  readonly attributes: readonly NameAttribute[];
  /** One string a relative name: two names are the same when these are (RFC 5280 §7.1). */
  readonly comparable: readonly string[];
}

/** @throws DerError */
export function readDistinguishedName(node: DerNode | undefined): DistinguishedName {
  const name = expectTag(node, TAG.sequence);
  const relativeNames = children(name).map((rdn) => readRelativeName(expectTag(rdn, TAG.set)));
  return {
    der: name.bytes,
    attributes: relativeNames.flat(),
    comparable: relativeNames.map(comparableRelativeName),
  };
}

/** The attributes of one RelativeDistinguishedName, given the SET or an implicitly tagged one. @throws DerError */
export function readRelativeName(node: DerNode): NameAttribute[] {
  return children(node).map((attribute) => {
    const [type, value] = children(expectTag(attribute, TAG.sequence));
    return { type: readObjectIdentifier(type), value: attributeText(value) };
  });
}

/**
 * What RFC 5280 §7.1 compares: attributes in any order, text without regard to case, width or runs of space. As JSON,
 * so that no value can be made to read like two attributes.
 */
export function comparableRelativeName(attributes: readonly NameAttribute[]): string {
  const pairs = attributes.map(({ type, value }) => JSON.stringify([type, comparableText(value)]));
  return JSON.stringify(pairs.sort());
}

/** RFC 4518 in what matters for names: compatibility forms and case folded, white space collapsed. */
function comparableText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** `#hex` keeps odd types apart from each other and from text. */
function attributeText(value: DerNode | undefined): string {
  const node = value ?? expectTag(value, TAG.utf8String);
  try {
    return readText(node);
  } catch {
    return `#${Buffer.from(node.bytes).toString('hex')}`;
  }
}

/** Whether two names are the same as RFC 5280 §7.1 compares them: case, width and runs of space do not count. */
export function sameName(a: DistinguishedName, b: DistinguishedName): boolean {
  return a.comparable.length === b.comparable.length && isWithinName(a, b.comparable);
}

/** True when `name` begins with the relative names of `base` (directoryName constraints, RFC 5280 §4.2.1.10). */
export function isWithinName(name: DistinguishedName, base: readonly string[]): boolean {
  return base.length <= name.comparable.length && base.every((rdn, at) => rdn === name.comparable[at]);
}

/** First value of an attribute type, as shown to people. */
export function nameAttribute(name: DistinguishedName, type: string): string | undefined {
  return name.attributes.find((attribute) => attribute.type === type)?.value;
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  [ATTRIBUTE.commonName]: 'CN',
  [ATTRIBUTE.serialNumber]: 'serialNumber',
  [ATTRIBUTE.countryName]: 'C',
  [ATTRIBUTE.localityName]: 'L',
  [ATTRIBUTE.stateOrProvinceName]: 'ST',
  [ATTRIBUTE.organizationName]: 'O',
  [ATTRIBUTE.organizationalUnitName]: 'OU',
  [ATTRIBUTE.organizationIdentifier]: 'organizationIdentifier',
  [ATTRIBUTE.emailAddress]: 'emailAddress',
  [ATTRIBUTE.domainComponent]: 'DC',
};

/** The name for people, `C=CN, O=…, CN=…`, in the order of the encoding. Never compared. */
export function formatName(name: DistinguishedName): string {
  return name.attributes.map(({ type, value }) => `${SHORT_NAMES[type] ?? type}=${value}`).join(', ');
}

/** These two must be PrintableString (RFC 5280 appendix A.1); the rest is UTF8String (§4.1.2.4). */
const PRINTABLE_TYPES: ReadonlySet<string> = new Set([ATTRIBUTE.countryName, ATTRIBUTE.serialNumber]);

/** Name, DER, one attribute a relative name, in the given order. */
export function writeDistinguishedName(attributes: readonly NameAttribute[]): Uint8Array {
  return sequence(
    ...attributes.map(({ type, value }) =>
      setOf(
        sequence(
          objectIdentifier(type),
          PRINTABLE_TYPES.has(type) ? printableString(value) : utf8String(value),
        ),
      ),
    ),
  );
}
