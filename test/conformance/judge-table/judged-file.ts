import type { SignatureLevel } from '../../../src/signing/signature-level.ts';
import type { SealKind } from './sealing-world.ts';
import type { SourceKind } from './source-files.ts';

/** What a judge says of a file in which all is well; anything else is what is not. */
export const HOLDS = 'holds';

/** A sealed file on disk, and a twin of it in which one signed byte is another. */
export interface JudgedFile {
  readonly kind: SealKind;
  readonly level: SignatureLevel;
  readonly source: SourceKind;
  readonly path: string;
  readonly twinPath: string;
  /** The same file without its end: still a PDF by its first bytes, but without cross-references. */
  readonly cutPath: string;
}

/** Whom the judges trust, and the certificates that the evidence in the files is about; PEM files. */
export interface JudgedTrust {
  readonly rootsPath: string;
  readonly issuerPath: string;
  readonly unitPath: (kind: SealKind) => string;
  /** Folder of a certificate store of NSS that trusts the roots. */
  readonly nssFolder: string;
  /** Seconds since 1970 at which the evidence is fresh. */
  readonly freshAtSeconds: number;
}

/** How many seals the file must have, our own included; time-stamps of the document not counted. */
export const sealsIn = ({ source }: JudgedFile): number => source.signatures + 1;
