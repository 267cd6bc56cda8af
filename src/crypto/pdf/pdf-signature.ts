import type { PdfReference } from './pdf-objects.ts';

/** What is wrong with how a signature sits in its file. Any of these means: what is signed is not what is shown. Closed list. */
export type StructureProblem =
  /** Not four whole numbers. */
  | 'byte-range-malformed'
  | 'byte-range-not-from-start'
  /** The second part begins before the first ends, or reaches behind the end of the file. */
  | 'byte-range-impossible'
  /** What is left out of the digest is not exactly this signature's own `/Contents`. */
  | 'gap-is-not-contents'
  /** Not one hexadecimal string of digits alone. */
  | 'contents-not-hexadecimal'
  /** Behind the signature container, something else than zeros. */
  | 'contents-padding-not-zero'
  /** Inside an object stream, where no offset can be told. */
  | 'signature-not-in-file-body'
  /** A key twice in the signature dictionary or its field. */
  | 'signature-dictionary-ambiguous'
  /** Two fields with one signature dictionary. */
  | 'signature-shared-by-fields'
  /** `/SubFilter` is missing or none of those that say how `/Contents` is to be read. */
  | 'sub-filter-unknown'
  /** The signed bytes alone are no readable PDF. */
  | 'signed-revision-unreadable'
  /** The signed bytes alone are a PDF that has not this signature at this place: the range ends too early. */
  | 'signature-not-in-signed-revision'
  /** Behind the signed revision, or behind the last one, bytes that are no revision. */
  | 'trailing-bytes'
  /** Later revisions that do not lead back to the signed one. */
  | 'revision-chain-broken';

export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fieldNames: readonly string[];
}

/** A signature or document time-stamp as it stands in the file; nothing in it is believed yet. */
export interface PdfSignature {
  readonly fieldName: string;
  readonly fieldReference: PdfReference | undefined;
  readonly reference: PdfReference | undefined;
  readonly kind: 'signature' | 'document-time-stamp';
  readonly subFilter: string | undefined;
  /** Numbers of `/ByteRange` as they are, four or not. */
  readonly byteRange: readonly number[];
  /** Token of `/Contents` with its angle brackets: offset of the first and behind the last byte. */
  readonly contentsStart: number;
  readonly contentsEnd: number;
  /** Bytes of `/Contents`, padding included. */
  readonly contents: Uint8Array;
  /** Bytes of the file up to the end of what is signed. */
  readonly coveredLength: number;
  readonly coversWholeFile: boolean;
  /** Texts that the signer put in; only as trustworthy as the signature. `/M` as it is written. */
  readonly signerName: string | undefined;
  readonly reason: string | undefined;
  readonly location: string | undefined;
  readonly signingTimeText: string | undefined;
  /** `/P` of DocMDP where this is the certification signature. */
  readonly certificationLevel: number | undefined;
  readonly fieldLocks: readonly FieldLock[];
  /** Found by looking at this signature alone; `judgeIntegrity` adds those that need its revision. */
  readonly structureProblems: readonly StructureProblem[];
}
