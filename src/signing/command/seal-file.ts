import { Budget } from '../../crypto/pdf/budget.ts';
import { prepareDocumentTimeStamp } from '../../crypto/pdf/document-time-stamp.ts';
import { freeFieldName } from '../../crypto/pdf/free-field-name.ts';
import { PdfDocument } from '../../crypto/pdf/pdf-document.ts';
import { PdfError } from '../../crypto/pdf/pdf-error.ts';
import type { Impression } from '../../crypto/pdf/placement/impression.ts';
import { placeSeal } from '../../crypto/pdf/placement/place-seal.ts';
import type { SealPlacement } from '../../crypto/pdf/placement/seal-placement.ts';
import type { AppendRevision } from '../../crypto/pdf/revision-appending.ts';
import type { SealOptions } from '../../crypto/pdf/seal-options.ts';
import { prepareSeal } from '../../crypto/pdf/seal-preparation.ts';
import type { Language } from '../../platform/http/language.ts';
import type { TimeStamper } from '../../trust/time-stamper.ts';
import { answersFor, type ForeseenEvidence } from '../foreseen-evidence.ts';
import { placementText } from '../pdf-refusals.ts';
import type { SignatureContainer } from '../signature-container.ts';
import type { FileWithRoom } from './file-with-room.ts';
import { EXIT_REFUSED, EXIT_SERVICE, SignFailure } from './sign-failure.ts';

/** What is to be seen of the seal. */
export interface SeenSeal {
  /** Undefined for none: a field is signed, nothing is seen. */
  readonly impression: Impression | undefined;
  readonly placements: readonly SealPlacement[];
}

/** Whose use of the key it is, for the journal of a signer that keeps one. */
const ACCOUNT = 'command-line';
/** A file of 200 MB may hold a million objects; whoever calls the command waits for his own file. */
const BUDGET = { inflatedBytes: 1024 ** 3, objects: 20_000_000, steps: 2_000_000_000 };

/** How a file is signed: the container, and for the levels from B-LT on what comes with it. */
export interface FileSigning {
  readonly container: SignatureContainer;
  /** Null below B-LT. */
  readonly evidence: ForeseenEvidence | null;
  /** Who stamps the whole at the end (B-LTA); null below. */
  readonly finalStamper: TimeStamper | null;
}

/** What the signature says, and how it certifies. */
export type SignatureTexts = Pick<
  SealOptions,
  'subFilter' | 'certification' | 'signedAt' | 'signerName' | 'reason' | 'location'
>;

/**
 * Seals a file where it lies in memory; nothing is copied.
 *
 * @throws SignFailure (1) where a placement misses, (3) where evidence did not come true; PdfError for the file;
 *   TrustError for the time-stamp
 */
export async function sealFile(
  { bytes, append }: FileWithRoom,
  { container, evidence, finalStamper }: FileSigning,
  seen: SeenSeal,
  texts: SignatureTexts,
  language: Language,
): Promise<Uint8Array> {
  const document = PdfDocument.open(bytes, new Budget(BUDGET));
  if (document.isEncrypted) throw new PdfError('pdf-encrypted');
  const options = {
    ...texts,
    ...placesIn(document, seen, language),
    digest: container.digest,
    reservedCmsBytes: container.maxBytes,
    append,
    ...(evidence && { validationData: evidence.data }),
  };
  const prepared = prepareSeal(bytes, options, document);
  const { containerDer, tokenDer } = await container.sign(prepared, ACCOUNT, () => undefined);
  if (evidence && !(tokenDer && answersFor(evidence, tokenDer)))
    throw new SignFailure(
      EXIT_SERVICE,
      'the time-stamp is not by the authority that was asked about; try again',
    );
  const sealed = prepared.embed(containerDer);
  return finalStamper ? stampedWhole(sealed, finalStamper, append) : sealed;
}

async function stampedWhole(sealed: Uint8Array, stamper: TimeStamper, append: AppendRevision) {
  const prepared = prepareDocumentTimeStamp(sealed, stamper.maxTokenBytes, new Budget(BUDGET), append);
  return prepared.embed(await stamper.stamp(prepared.messageDigest));
}

type Places = Pick<SealOptions, 'fieldName' | 'visible' | 'existingField'>;

function placesIn(document: PdfDocument, { impression, placements }: SeenSeal, language: Language): Places {
  const placed = placeSeal(document, placements, impression ?? UNSEEN);
  if ('problems' in placed) {
    const lines = placed.problems.map(
      (problem) => `--place ${problem.index + 1}: ${placementText(problem, language)}`,
    );
    throw new SignFailure(EXIT_REFUSED, lines.join('\n'));
  }
  const { visible, existingFieldName } = placed;
  if (existingFieldName === undefined) return { fieldName: freeFieldName(document, 'Seal'), visible };
  const look = impression ? { appearance: impression.appearance } : {};
  return { fieldName: existingFieldName, existingField: look, visible };
}

/** Only fields are signed without a picture, and they have a place of their own. */
const UNSEEN: Impression = {
  appearance: { contentStream: new Uint8Array(), bboxPt: [0, 0, 1, 1] },
  sealBoxPt: [0, 0, 1, 1],
  widthMm: 1,
  heightMm: 1,
};
