import { Budget } from '../../src/crypto/pdf/budget.ts';
import { readFormFields } from '../../src/crypto/pdf/form-fields.ts';
import { type PageLeaf, pageAttribute, readPages } from '../../src/crypto/pdf/page-tree.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { PdfDict, PdfReference } from '../../src/crypto/pdf/pdf-objects.ts';
import type { PdfSignature } from '../../src/crypto/pdf/pdf-signature.ts';
import type { RevisionObject } from '../../src/crypto/pdf/revision-writer.ts';
import { revisionBaseOf } from '../../src/crypto/pdf/seal-target-reader.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import type { AttackWorld, Protection } from './attack-world.ts';
import type { Draft } from './draft.ts';
import { type FileForm, type Section, writeSection } from './file-forms.ts';

/** Classes of published attacks, and of the steps that honest writers take behind a seal. */
export type AttackClass =
  | 'USF'
  | 'SIWA'
  | 'SWA'
  | 'ISA'
  | 'shadow hide'
  | 'shadow replace'
  | 'shadow hide-and-replace'
  | 'EAA'
  | 'SSA'
  | 'overlay'
  | 'structure'
  | 'benign';

export interface AttackCase {
  readonly class: AttackClass;
  readonly title: string;
  /** Default: all five protections; what makes no sense under one is left out. */
  readonly protections?: readonly Protection[];
  /** Default: all. */
  readonly forms?: readonly FileForm[];
  /** What the attacker puts into the file before it is signed. */
  readonly prepare?: (draft: Draft) => void;
  /** The file as the judge gets it. */
  readonly carryOut: (sealed: SealedFile, world: AttackWorld) => Uint8Array | Promise<Uint8Array>;
  /** The attack itself damages the file's syntax, so that `qpdf --check` need not like it. */
  readonly isImproper?: true;
}

/** A sealed file as an attacker sees it. */
export class SealedFile {
  readonly document: PdfDocument;
  readonly signature: PdfSignature;

  constructor(
    readonly bytes: Buffer,
    readonly form: FileForm,
  ) {
    this.document = PdfDocument.open(bytes, new Budget());
    this.signature = readSignatures(this.document)[0] as PdfSignature;
  }

  page(index: number): PageLeaf {
    return readPages(this.document)[index] as PageLeaf;
  }

  dict(number: number): PdfDict {
    const found = this.document.resolveDict(new PdfReference(number));
    if (found === undefined) throw new Error(`object ${number} is no dictionary`);
    return found;
  }

  field(title: string): { readonly number: number; readonly dict: PdfDict } {
    const found = readFormFields(this.document).find(({ fullName }) => fullName === title);
    if (found?.reference === undefined) throw new Error(`no field ${title}`);
    return { number: found.reference.number, dict: found.dict };
  }

  /** The object number that an entry names. */
  numberIn(holder: PdfDict | undefined, ...path: readonly string[]): number {
    const keys = [...path];
    const last = keys.pop() as string;
    const owner = keys.reduce((at, key) => this.document.resolveDict(at?.get(key)), holder);
    const found = owner?.get(last);
    if (!(found instanceof PdfReference)) throw new Error(`${path.join('/')} is no reference`);
    return found.number;
  }

  /** The object number of a resource of the first page, its own or inherited. */
  resource(kind: string, key: string): number {
    const resources = pageAttribute(this.document, this.page(0), 'Resources');
    return this.numberIn(resources instanceof PdfDict ? resources : undefined, kind, key);
  }

  get catalogNumber(): number {
    return (this.document.trailer.get('Root') as PdfReference).number;
  }

  /** First object number that is not in use. */
  get next(): number {
    return revisionBaseOf(this.document).size;
  }

  /** Appends a well-formed revision in the file's own form. */
  append(objects: readonly RevisionObject[], more: Partial<Section> = {}): Buffer {
    const { root, size, crossReferenceOffset } = revisionBaseOf(this.document);
    const base = { length: this.bytes.length, crossReferenceOffset };
    const greatest = Math.max(size, ...objects.map(({ number }) => number + 1));
    const section = { objects, form: this.form, root, size: greatest, base, ...more };
    return Buffer.concat([this.bytes, writeSection(section)]);
  }

  /** The file after an edit of one dictionary. */
  edit(number: number, change: (before: PdfDict) => PdfDict, more: readonly RevisionObject[] = []): Buffer {
    return this.append([{ number, object: change(this.dict(number)) }, ...more]);
  }
}
