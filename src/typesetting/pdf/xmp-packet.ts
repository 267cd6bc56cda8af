import type { FaceDocument } from './face-document.ts';
import { METADATA_ELEMENTS } from './metadata-elements.ts';
import { valuesOf } from './metadata-xml.ts';
import { shanghaiTimestamp } from './pdf-syntax.ts';
import { xmlText } from './xml-text.ts';

/** Name of the program in /Info and XMP, which must agree. */
export const PRODUCER = 'Zhaozhang';
/** Our name for the element set: the root code of electronic licences (GB/T 36904) as a URN. */
const ELEMENT_NAMESPACE = 'urn:oid:1.2.156.3005.2#';

/** One property of our schema as the packet carries it. */
interface Property {
  readonly name: string;
  readonly description: string;
  readonly many: boolean;
  readonly values: readonly string[];
}

const schemaByProperties = new Map<string, string>();
const MOST_KEPT_SCHEMAS = 256;

/**
 * The XMP packet (ISO 16684-1): PDF/A identification, title, author, dates as in /Info, and the elements of
 * GB/T 36903 under their English names, described by an extension schema as PDF/A asks (ISO 19005-3 §6.6.2.3).
 * Property values are text in the form that GB/T 36903 gives them.
 */
export function xmpPacket(document: FaceDocument): Uint8Array {
  const properties = propertiesOf(document);
  const createdAt = shanghaiTimestamp(document.createdAt);
  return Buffer.from(
    `${PACKET_HEAD}<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xmlText(document.title)}</rdf:li></rdf:Alt></dc:title>` +
      `<dc:creator><rdf:Seq><rdf:li>${xmlText(document.author)}</rdf:li></rdf:Seq></dc:creator>` +
      `<xmp:CreateDate>${createdAt}</xmp:CreateDate><xmp:ModifyDate>${createdAt}</xmp:ModifyDate>\n` +
      `${properties.map(propertyXml).join('\n')}\n</rdf:Description>\n${schemaXml(properties)}${PACKET_TAIL}`,
  );
}

const PACKET_HEAD =
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n' +
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<rdf:Description rdf:about=""' +
  ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"' +
  ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"' +
  ` xmlns:zz="${ELEMENT_NAMESPACE}">\n<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n` +
  `<pdf:Producer>${PRODUCER}</pdf:Producer><xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool>\n`;
const PACKET_TAIL = '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>';

function propertiesOf({ elements, extensions }: FaceDocument): Property[] {
  const standard = METADATA_ELEMENTS.map(({ shortName, name, englishName, many }) => ({
    name: englishName,
    description: `${shortName} ${name}`,
    many,
    values: valuesOf(elements[shortName]),
  }));
  const special = extensions.map(({ shortName, name, value }) => ({
    name: shortName,
    description: name,
    many: false,
    values: valuesOf(value),
  }));
  return [...standard, ...special].filter(({ values }) => values.length > 0);
}

function propertyXml({ name, many, values }: Property): string {
  const items = values.map(xmlText);
  const content = many
    ? `<rdf:Seq>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:Seq>`
    : items[0];
  return `<zz:${name}>${content}</zz:${name}>`;
}

/** The extension schema; the same for all licences of one type, so it is kept. */
function schemaXml(properties: readonly Property[]): string {
  if (properties.length === 0) return '';
  const key = properties.map(({ name, description }) => `${name}=${description}`).join('\n');
  const known = schemaByProperties.get(key);
  if (known !== undefined) return known;
  const schema = buildSchema(properties);
  if (schemaByProperties.size >= MOST_KEPT_SCHEMAS) schemaByProperties.clear();
  schemaByProperties.set(key, schema);
  return schema;
}

function buildSchema(properties: readonly Property[]): string {
  const described = properties.map(
    ({ name, description, many }) =>
      `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name>` +
      `<pdfaProperty:valueType>${many ? 'seq Text' : 'Text'}</pdfaProperty:valueType>` +
      `<pdfaProperty:category>external</pdfaProperty:category>` +
      `<pdfaProperty:description>${xmlText(description)}</pdfaProperty:description></rdf:li>\n`,
  );
  return (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"' +
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n' +
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">' +
    '<pdfaSchema:schema>GB/T 36903-2018</pdfaSchema:schema>' +
    `<pdfaSchema:namespaceURI>${ELEMENT_NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>zz</pdfaSchema:prefix>\n` +
    `<pdfaSchema:property><rdf:Seq>\n${described.join('')}</rdf:Seq></pdfaSchema:property>` +
    '</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n'
  );
}
