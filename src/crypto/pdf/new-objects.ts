import { type PdfObject, PdfReference } from './pdf-objects.ts';
import type { RevisionObject } from './revision-writer.ts';

/** The objects of one revision as they come about: new ones are numbered on, replaced ones keep their number. */
export class NewObjects {
  readonly list: RevisionObject[] = [];

  constructor(private next: number) {}

  /** A number for an object that others must name before it is whole. */
  reserve(): PdfReference {
    return new PdfReference(this.next++);
  }

  add = (object: PdfObject): PdfReference => {
    const reference = this.reserve();
    this.put(reference, object);
    return reference;
  };

  /** What stands under this reference from now on. */
  put({ number, generation }: PdfReference, object: PdfObject): void {
    this.list.push({ number, generation, object });
  }
}
