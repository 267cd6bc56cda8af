import type { FileInspection, SignatureGrounds } from './file-inspection.ts';
import { obstructed } from './obstructed.ts';

/** The two things every signature in a PDF has in clear; one changed byte spoils at most one of them. */
const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/;
const LONG_CONTENTS = /\/Contents\s*<[0-9A-Fa-f]{512}/;
const END_OF_FILE = '%%EOF';
/** Readers look for the end mark in the last kilobyte (ISO 32000-1 annex H.3, note 18). */
const END_WITHIN = 1024;

const NOT_REACHED = { outcome: 'notApplicable', reason: 'not-reached' } as const;

/** True when a signature once stood in these bytes, whatever became of the file's structure. */
export function carriesSignatureMarks(file: Uint8Array): boolean {
  const text = latin1(file);
  return BYTE_RANGE.test(text) || LONG_CONTENTS.test(text);
}

/** True when more signatures once stood in these bytes than the `found` ones that its structure leads to. */
export function carriesMoreSignatureMarks(file: Uint8Array, found: number): boolean {
  if (found === 0) return carriesSignatureMarks(file);
  return (latin1(file).match(new RegExp(BYTE_RANGE, 'g'))?.length ?? 0) > found;
}

/**
 * A sealed file that no reader can open any more. What was sealed was readable, so it was changed since; unless its end
 * is missing: then it was not loaded in full, which is nobody's forgery.
 */
export function judgeDamagedSeal(file: Uint8Array, claimedIdentifiers: readonly string[]): FileInspection {
  if (isCutOff(latin1(file))) return obstructed('pdf', 'incomplete');
  return {
    form: 'pdf',
    obstacle: null,
    pageCount: null,
    signatures: [
      {
        indication: 'TOTAL-FAILED',
        subIndication: 'FORMAT_FAILURE',
        facts: {
          unchangedSinceSealing: { outcome: 'failed', reason: 'structure-damaged' },
          signatureHolds: NOT_REACHED,
          signerTrusted: NOT_REACHED,
          certificateGood: NOT_REACHED,
        },
        electronicSeal: null,
        signer: null,
        certificateIssuer: null,
        certificateIssuerUnit: null,
        certificateSha256: null,
        claimedSigningAt: null,
        proofOfTime: null,
        changesSince: [],
        grounds: NO_GROUNDS,
      },
    ],
    timeStamps: [],
    nothingAdded: { outcome: 'notApplicable', reason: 'not-reached' },
    claimedIdentifiers,
    codes: [],
  };
}

/** No reader leads to the signature, so nothing else can be said of it. */
const NO_GROUNDS: SignatureGrounds = {
  fieldName: '',
  subFilter: null,
  coversWholeFile: false,
  coveredLength: 0,
  laterRevisions: 0,
  integrityReasons: ['file-damaged'],
  warnings: [],
  changes: [],
  trustReasons: [],
  chain: [],
  revokedLaterAt: null,
  weaknesses: [],
};

/** Less is there than the seal says it covers, and no end mark where a file ends. */
function isCutOff(text: string): boolean {
  const [, , , second = '0', length = '0'] = BYTE_RANGE.exec(text) ?? [];
  return Number(second) + Number(length) > text.length && !text.slice(-END_WITHIN).includes(END_OF_FILE);
}

const latin1 = (file: Uint8Array): string =>
  Buffer.from(file.buffer, file.byteOffset, file.length).toString('latin1');
