import type { PdfDocument } from './pdf-document.ts';
import type { FieldLock, PdfSignature } from './pdf-signature.ts';
import { certificationLevelOf } from './seal-target-reader.ts';

/** What may still be done to a document after a signature. */
export interface ChangePermissions {
  /** Forms may be filled and further signatures put on. */
  readonly mayFill: boolean;
  /** Annotations may be added, altered and removed. */
  readonly mayAnnotate: boolean;
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
    isLocked: (fieldName) => signature.fieldLocks.some((lock) => locks(lock, fieldName)),
  };
}

/** A lock on a field holds for all fields beneath it. */
function locks({ action, fieldNames }: FieldLock, fieldName: string): boolean {
  const isNamed = fieldNames.some((name) => fieldName === name || fieldName.startsWith(`${name}.`));
  if (action === 'All') return true;
  return action === 'Include' ? isNamed : !isNamed;
}
