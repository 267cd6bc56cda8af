import { DomainError } from '../../shared/domain-error.ts';

/** Why a PDF could not be read or sealed. Closed list. */
export type PdfErrorCode =
  /** No `%PDF-` at the start. */
  | 'pdf-header-missing'
  /** No `startxref` with an offset inside the file near its end. */
  | 'pdf-startxref-missing'
  | 'pdf-xref-damaged'
  | 'pdf-object-damaged'
  | 'pdf-stream-damaged'
  | 'pdf-filter-unsupported'
  /** No document catalog, or no page tree in it. */
  | 'pdf-catalog-missing'
  | 'pdf-page-tree-damaged'
  /** More work than the budget allows: a compression bomb, endless nesting, a cycle. */
  | 'pdf-budget-exceeded'
  /** Sealing is refused: its strings and streams would have to be encrypted too. */
  | 'pdf-encrypted'
  /** Sealing is refused: an XFA form shows other content than the pages. */
  | 'pdf-xfa'
  /** Sealing is refused: certified with DocMDP P=1. */
  | 'pdf-certified-against-changes'
  /** Sealing at several places is refused: certified with DocMDP P=2, which takes signatures but no annotations. */
  | 'pdf-certified-against-annotations'
  /** A document can be certified only once, and only before any other signature. */
  | 'pdf-certification-not-first'
  | 'pdf-field-name-taken'
  /** No form field of that name to be signed. */
  | 'pdf-field-missing'
  | 'pdf-field-not-signature'
  | 'pdf-field-signed'
  /** A signature in the file has locked the field, or all fields (FieldMDP). */
  | 'pdf-field-locked'
  /** The field's seed values demand a signature of another kind. */
  | 'pdf-field-demands'
  | 'pdf-page-missing'
  /** The signature container does not fit into the space that was reserved for it. */
  | 'pdf-contents-too-small';

/** A failure while reading or writing a PDF; kind *invalid*: the file comes from outside. */
export class PdfError extends DomainError<PdfErrorCode> {
  constructor(code: PdfErrorCode, cause?: unknown) {
    super('invalid', code, { cause });
  }
}
