import { signatureTimeStamps } from '../crypto/cms/signature-time-stamp.ts';
import { readSignedData, type SignedData } from '../crypto/cms/signed-data-reader.ts';
import { isNationalSeal } from '../crypto/pdf/national-seal-judge.ts';
import type { PdfSignature } from '../crypto/pdf/pdf-signature.ts';
import { readSealSignature } from '../crypto/ses/seal-signature-reader.ts';

/** What a signature in a PDF brings along that evidence is collected for. */
export interface ContainerParts {
  /** Of signer and chain, for a national seal also of its maker; those of the time-stamps are among them too. */
  readonly certificatesDer: readonly Uint8Array[];
  /** ContentInfo of each time-stamp over the signature itself. */
  readonly timeStampsDer: readonly Uint8Array[];
  readonly isCms: boolean;
}

/**
 * Reads a container of either kind: CMS, or SES_Signature of GB/T 38540.
 *
 * @throws CmsError, SesError when it is neither
 */
export function containerParts(signature: PdfSignature): ContainerParts {
  const { certificatesDer, timeStampsDer, isCms } = isNationalSeal(signature)
    ? nationalParts(signature.contents)
    : cmsParts(readSignedData(signature.contents));
  const ofStamps = timeStampsDer.flatMap((tokenDer) => readSignedData(tokenDer).certificatesDer);
  return { certificatesDer: [...certificatesDer, ...ofStamps], timeStampsDer, isCms };
}

const cmsParts = ({ certificatesDer, signerInfos }: SignedData): ContainerParts => ({
  certificatesDer,
  timeStampsDer: signerInfos.flatMap(signatureTimeStamps),
  isCms: true,
});

function nationalParts(contents: Uint8Array): ContainerParts {
  const { signerCertificateDer, seal, timeStampDer } = readSealSignature(contents);
  return {
    certificatesDer: [signerCertificateDer, seal.makerCertificateDer],
    timeStampsDer: timeStampDer ? [timeStampDer] : [],
    isCms: false,
  };
}
