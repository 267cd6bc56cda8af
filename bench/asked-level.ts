import { CatalogueService } from '../src/catalogue/catalogue.service.ts';
import { LICENCE_TYPE_SAMPLES } from '../src/catalogue/samples/licence-type-samples.ts';
import { TransactionRunner } from '../src/platform/database/transaction-runner.ts';
import { withServiceContext } from '../src/service-context.ts';
import type { SignatureLevel } from '../src/signing/signature-level.ts';

/** Publishes the next version of every type of a demo city, which differs in the level of its seals alone. */
export async function askForLevel(environment: NodeJS.ProcessEnv, level: SignatureLevel): Promise<void> {
  await withServiceContext(environment, async (app) => {
    const catalogue = app.get(CatalogueService, { strict: false });
    const transactions = app.get(TransactionRunner, { strict: false });
    for (const { definition, face } of LICENCE_TYPE_SAMPLES) {
      const signature = { ...definition.signature, level };
      const draft = { definition: { ...definition, signature }, face, basedOnVersion: 1 };
      await transactions.run((tx) => catalogue.publish(tx, draft));
    }
  });
}
