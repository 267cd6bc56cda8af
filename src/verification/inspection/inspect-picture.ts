import type { FileInspection } from './file-inspection.ts';
import { obstructed } from './obstructed.ts';
import { codesOfPicture } from './picture-codes.ts';

/** A picture of a print: it proves nothing by itself, its codes lead to the register. */
export async function inspectPicture(picture: Uint8Array): Promise<FileInspection> {
  const found = await codesOfPicture(picture);
  if (found.kind === 'damaged') return obstructed('picture', 'incomplete');
  if (found.kind === 'too-large') return obstructed('picture', 'too-costly');
  if (found.codes.length === 0) return obstructed('picture', 'no-code-found');
  return {
    form: 'picture',
    obstacle: null,
    pageCount: null,
    signatures: [],
    timeStamps: [],
    nothingAdded: { outcome: 'notApplicable', reason: 'no-signature' },
    claimedIdentifiers: [],
    codes: found.codes,
  };
}
