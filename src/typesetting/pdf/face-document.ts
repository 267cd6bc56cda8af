import type { ElementShortName } from './metadata-elements.ts';

/** What the file says of itself besides its face: metadata of GB/T 36903 and attachments. */
export interface FaceDocument {
  /** Name of the licence (ZZMC); the document's title. */
  readonly title: string;
  /** Name of the issuing unit; the document's author. */
  readonly author: string;
  /** Given, never read from a clock: equal input gives equal bytes. */
  readonly createdAt: Date;
  /** Elements by short name; several values where the standard allows them (issuers, holders). None: it is no licence. */
  readonly elements: Readonly<Partial<Record<ElementShortName, string | readonly string[]>>>;
  /** Elements of this licence type (`KZ_` and a short name). */
  readonly extensions: readonly ExtensionElement[];
  /** Besides the metadata file, which is always attached. */
  readonly attachments: readonly FaceAttachment[];
}

export interface ExtensionElement {
  /** `KZ_` and capitals, digits or underscores. */
  readonly shortName: string;
  /** Its Chinese name. */
  readonly name: string;
  readonly value: string;
}

export interface FaceAttachment {
  /** ASCII file name, unique in the document. */
  readonly fileName: string;
  readonly mimeType: string;
  readonly description: string;
  /** ISO 19005-3 §6.8: what the file is to the page. */
  readonly relationship: 'Source' | 'Data' | 'Alternative' | 'Supplement' | 'Unspecified';
  readonly bytes: Uint8Array;
}
