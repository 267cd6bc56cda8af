import { NewObjects } from './new-objects.ts';
import { PdfError } from './pdf-error.ts';
import { dict, type PdfDict, type PdfObject, type PdfReference } from './pdf-objects.ts';
import type { RevisionObject } from './revision-writer.ts';
import { AppearanceWriter } from './seal-appearance.ts';
import { fillField, type NewAnnotation, writeNewField, writeStamp } from './seal-field.ts';
import { type SealOptions, seenImpressions } from './seal-options.ts';
import type { SealTarget, TargetForm } from './seal-target.ts';
import { type AddObject, storeEntries } from './security-store-writer.ts';
import { signatureDictionary } from './signature-dictionary.ts';
import type { ValidationData } from './validation-data.ts';

/** Signatures exist, and the file may only be changed by appending (ISO 32000-2 table 225). */
const SIG_FLAGS = 3;

/**
 * All objects of the revision that seals a file: signature dictionary, field with its widget, stamps, appearances,
 * and those of the file that must now name them.
 *
 * @throws PdfError `pdf-page-missing`, `pdf-field-missing`
 */
export function sealObjects(target: SealTarget, options: SealOptions): RevisionObject[] {
  const objects = new NewObjects(target.base.size);
  const { existingField, certification, validationData } = options;
  if (existingField && !target.field) throw new PdfError('pdf-field-missing');
  const signature = objects.add(signatureDictionary(options, target.base.root, target.field?.lock));
  const appearances = new AppearanceWriter(objects.add);
  const writing = { target, options, signature, appearances, objects };
  const seen = seenImpressions(options);
  const own = target.field ? undefined : writeNewField(writing, seen[0]);
  if (target.field) fillField(writing, target.field);
  const stamps = (own ? seen.slice(1) : seen).map((visible) => writeStamp(writing, visible));
  putAnnotations([...(own ? [own] : []), ...stamps], objects);
  putForm(target, own?.annotation, objects, {
    ...(certification && { Perms: dict({ DocMDP: signature }) }),
    ...(validationData && evidenceEntries(target, validationData, objects.add)),
  });
  return objects.list;
}

/** They join the annotations of their page: in the list where it is an object of its own, else in the page. */
function putAnnotations(added: readonly NewAnnotation[], objects: NewObjects): void {
  const byList = new Map<number, NewAnnotation[]>();
  for (const one of added) {
    const { number } = one.page.annotationsReference ?? one.page.reference;
    byList.set(number, [...(byList.get(number) ?? []), one]);
  }
  for (const [first, ...others] of byList.values()) {
    if (!first) continue;
    const { page } = first;
    const list = [...page.annotations, ...[first, ...others].map(({ annotation }) => annotation)];
    if (page.annotationsReference) objects.put(page.annotationsReference, list);
    else objects.put(page.reference, page.dict.with({ Annots: list }));
  }
}

/** The name of an entry by signature needs `/Contents`, so there is none yet: such entries may be left out. */
const evidenceEntries = (target: SealTarget, data: ValidationData, add: AddObject) =>
  storeEntries(target.storeBefore(), data, [], target.extensions, add);

function putForm(
  target: SealTarget,
  field: PdfReference | undefined,
  objects: NewObjects,
  ofCatalog: Readonly<Record<string, PdfObject>>,
): void {
  const { form } = target;
  const written = formWith(form, field);
  const isOwnObject = form?.reference !== undefined;
  if (form?.reference) objects.put(form.reference, written);
  if (form?.fieldsReference && field) objects.put(form.fieldsReference, [...form.fields, field]);
  const entries: Record<string, PdfObject> = {
    ...(!isOwnObject && { AcroForm: written }),
    ...ofCatalog,
  };
  if (Object.keys(entries).length > 0) objects.put(target.base.root, target.catalog.with(entries));
}

function formWith(form: TargetForm | undefined, field: PdfReference | undefined): PdfDict {
  const added = field ? [field] : [];
  if (form === undefined) return dict({ Fields: added, SigFlags: SIG_FLAGS });
  const fields = form.fieldsReference ?? [...form.fields, ...added];
  return form.dict.with({ Fields: fields, SigFlags: SIG_FLAGS });
}
