import type { FaceDocument } from './face-document.ts';
import { METADATA_ELEMENTS } from './metadata-elements.ts';
import { xmlText } from './xml-text.ts';

/** File name under which the metadata stand in the document. */
export const METADATA_FILE_NAME = 'metadata.xml';

/**
 * The metadata of GB/T 36903 as a file of its own: short names as elements, Chinese and English names as attributes,
 * one element a value. UTF-8.
 */
export function metadataXml(document: FaceDocument): Uint8Array {
  const lines = METADATA_ELEMENTS.flatMap(({ shortName, name, englishName }) =>
    valuesOf(document.elements[shortName]).map(
      (value) =>
        `  <${shortName} name="${name}" englishName="${englishName}">${xmlText(value)}</${shortName}>`,
    ),
  );
  const extensions = document.extensions.map(
    ({ shortName, name, value }) =>
      `  <${shortName} name="${xmlText(name)}">${xmlText(value)}</${shortName}>`,
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<licenceMetadata standard="GB/T 36903-2018">\n${[...lines, ...extensions].join('\n')}\n</licenceMetadata>\n`,
  );
}

/** An element's values as a list; absent and empty ones are left out. */
export function valuesOf(value: string | readonly string[] | undefined): readonly string[] {
  const values = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  return values.filter((each) => each !== '');
}
