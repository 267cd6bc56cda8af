import type { INestApplicationContext } from '@nestjs/common';
import { CatalogueService } from '../../src/catalogue/catalogue.service.ts';
import { LICENCE_TYPE_SAMPLES } from '../../src/catalogue/samples/licence-type-samples.ts';
import { TransactionRunner } from '../../src/platform/database/transaction-runner.ts';

/** The second seal stands beside the first. */
const APART_MM = 60;

/**
 * Publishes the next version of the first sample type, with its seal twice: between two seals a sealing has a
 * transaction of its own, which the types of the catalogue with their one seal never come to.
 */
export async function askForTwoSeals(app: INestApplicationContext): Promise<void> {
  const { definition, face } = LICENCE_TYPE_SAMPLES[0]!;
  const [seal] = definition.signature.seals;
  const [place] = face.sealPlaces;
  const draft = {
    definition: {
      ...definition,
      signature: { ...definition.signature, seals: [seal!, { ...seal!, order: 2, certify: false }] },
    },
    face: { ...face, sealPlaces: [place!, { ...place!, xMm: place!.xMm - APART_MM }] },
    basedOnVersion: 1,
  };
  const catalogue = app.get(CatalogueService, { strict: false });
  await app.get(TransactionRunner, { strict: false }).run((tx) => catalogue.publish(tx, draft));
}
