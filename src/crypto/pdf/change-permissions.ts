import { certificationLevelOf } from './certification-level.ts';
import type { PdfDocument } from './pdf-document.ts';
import type { FieldLock, PdfSignature } from './pdf-signature.ts';

/** What may still be done to a document after a signature. */
export interface ChangePermissions {
  /** Forms may be filled and further signatures put on. */
  readonly mayFill: boolean;
  /** Annotations may be added, altered and removed. */
  readonly mayAnnotate: boolean;
  /** A later seal may be seen at several places, which takes stamps: annotations, but of a signature. */
  readonly mayStamp: boolean;
  readonly isLocked: (fieldName: string) => boolean;
}

/**
 * Permissions under the certification that was in force when the signature was put on, and under the locks that it
 * brings itself (ISO 32000-2 §12.8.2.2 and §12.8.2.4). Without a certification filling and signing are permitted, as
 * all readers have it.
 */
export function permissionsAfter(revision: PdfDocument, signature: PdfSignature): ChangePermissions {
  const level = Math.min(
    certificationLevelOf(revision) ?? Infinity,
    signature.certificationLevel ?? Infinity,
  );
  return {
    mayFill: level !== 1,
    mayAnnotate: level === 3,
    mayStamp: level > 2,
    isLocked: (fieldName) => isLockedBy(signature, fieldName),
  };
}

/** Whether a signature forbids to fill or sign the field of that full name. */
export const isLockedBy = ({ fieldLocks }: PdfSignature, fieldName: string): boolean =>
  fieldLocks.some((lock) => locks(lock, fieldName));

/** A lock on a field holds for all fields beneath it. */
function locks({ action, fieldNames }: FieldLock, fieldName: string): boolean {
  const isNamed = fieldNames.some((name) => fieldName === name || fieldName.startsWith(`${name}.`));
  if (action === 'All') return true;
  return action === 'Include' ? isNamed : !isNamed;
}
