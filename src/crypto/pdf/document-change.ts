/** How a document differs from what was signed. Closed list; the words for each are the page's. */
export type ChangeCode =
  | 'page-added'
  | 'page-removed'
  | 'page-moved'
  | 'page-tree-altered'
  | 'page-content-altered'
  | 'resources-altered'
  /** Size, rotation or another entry of a page. */
  | 'page-altered'
  /** What the page showed lies under the look of a field, seal or annotation that came or changed since. */
  | 'content-covered'
  | 'annotation-added'
  | 'annotation-removed'
  | 'annotation-altered'
  | 'signature-added'
  | 'signature-removed'
  | 'signature-altered'
  | 'document-time-stamp-added'
  | 'validation-data-added'
  | 'validation-data-altered'
  | 'field-added'
  | 'field-removed'
  | 'field-altered'
  | 'field-value-altered'
  | 'form-altered'
  | 'metadata-altered'
  | 'extensions-altered'
  | 'version-altered'
  | 'catalog-altered'
  | 'trailer-altered'
  /** An object that the signed document had but did not use. */
  | 'unknown-object-altered'
  /** One of the two states could not be read through, so nothing can be said. */
  | 'content-unread'
  /** The file is encrypted: what a later revision brought cannot be read. */
  | 'content-encrypted';

export interface DocumentChange {
  readonly code: ChangeCode;
  /** Allowed after this signature: later seals, time-stamps, validation data, form filling, metadata. */
  readonly isPermitted: boolean;
  /** From 1, counted in the document as it is; for a removed page, in what was signed. */
  readonly pageNumber?: number;
  readonly fieldName?: string;
  readonly objectNumber?: number;
}
