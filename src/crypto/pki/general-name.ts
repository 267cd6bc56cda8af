import { children, type DerNode, readDer } from '../der/der-reader.ts';
import { readObjectIdentifier } from '../der/der-values.ts';
import { type DistinguishedName, readDistinguishedName } from './distinguished-name.ts';

/** GeneralName (RFC 5280 §4.2.1.6). Kinds that no rule looks into keep their bytes only. */
export type GeneralName =
  | { readonly kind: 'rfc822Name' | 'dNSName' | 'uniformResourceIdentifier'; readonly text: string }
  | { readonly kind: 'directoryName'; readonly name: DistinguishedName }
  | { readonly kind: 'iPAddress'; readonly bytes: Uint8Array }
  | { readonly kind: 'registeredID'; readonly oid: string }
  | { readonly kind: 'otherName' | 'x400Address' | 'ediPartyName'; readonly der: Uint8Array };

export type GeneralNameKind = GeneralName['kind'];

const KIND_BY_TAG: readonly GeneralNameKind[] = [
  'otherName',
  'rfc822Name',
  'dNSName',
  'x400Address',
  'directoryName',
  'ediPartyName',
  'uniformResourceIdentifier',
  'iPAddress',
  'registeredID',
];

/** @throws DerError; TypeError for a tag that is no GeneralName */
export function readGeneralName(node: DerNode): GeneralName {
  const kind = node.tagClass === 'context' ? KIND_BY_TAG[node.tagNumber] : undefined;
  switch (kind) {
    case 'rfc822Name':
    case 'dNSName':
    case 'uniformResourceIdentifier':
      return { kind, text: Buffer.from(node.content).toString('latin1') };
    case 'directoryName':
      return { kind, name: readDistinguishedName(children(node)[0]) };
    case 'iPAddress':
      return { kind, bytes: node.content };
    case 'registeredID':
      return { kind, oid: readObjectIdentifier({ ...readDer(node.bytes), tag: 0x06 }) };
    case undefined:
      throw new TypeError('no GeneralName has this tag');
    default:
      return { kind, der: node.bytes };
  }
}

/** GeneralNames: a SEQUENCE, or an implicitly tagged one. @throws as `readGeneralName` */
export function readGeneralNames(node: DerNode): GeneralName[] {
  return children(node).map(readGeneralName);
}

/** Two general names that say the same: names by RFC 5280 §7.1, addresses by their text or bytes. */
export function sameGeneralName(a: GeneralName, b: GeneralName): boolean {
  return comparableGeneralName(a) === comparableGeneralName(b);
}

function comparableGeneralName(name: GeneralName): string {
  if ('text' in name) return `${name.kind}:${name.text}`;
  if ('name' in name) return `${name.kind}:${JSON.stringify(name.name.comparable)}`;
  if ('oid' in name) return `${name.kind}:${name.oid}`;
  return `${name.kind}:${Buffer.from('bytes' in name ? name.bytes : name.der).toString('hex')}`;
}
