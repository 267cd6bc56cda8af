import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Budget } from '../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../src/crypto/pdf/pdf-document.ts';
import { readSignatures } from '../src/crypto/pdf/signature-reader.ts';
import { openSigningKey } from '../src/crypto/pki/signing-key.ts';
import { asPersistedSealUse } from '../src/signing/persisted-seal-use.ts';
import { bareSigningService } from '../test/factories/test-signing-services.ts';
import { makeSigningIdentity } from '../test/support/signing-identity.ts';
import { answerLines, peakMemoryMib } from './line-process.ts';

/** Asked once with `seal IN OUT` or `verify FILE`: reads, does it, writes; says how long it took and the most memory. */
await answerLines(async (line) => {
  const [task, input = '', output = ''] = line.split(' ');
  const startedAt = performance.now();
  if (task === 'seal') writeFileSync(output, await seal(readFileSync(input)));
  else verify(readFileSync(input));
  return { ms: performance.now() - startedAt, peakMib: peakMemoryMib() };
});

async function seal(pdf: Uint8Array): Promise<Uint8Array> {
  const { privateKey, algorithm, certificateDer, authorityCertificateDer } = makeSigningIdentity('p-256');
  const key = openSigningKey(privateKey.export({ type: 'pkcs8', format: 'der' }), algorithm);
  const signer = { keyId: 'bench', ...key, certificateDer, chainDer: [authorityCertificateDer] };
  const documentDigest = createHash('sha256').update(pdf).digest();
  const use = asPersistedSealUse({ id: 'use', sealId: 'seal', documentDigest });
  const options = { subFilter: 'ETSI.CAdES.detached', fieldName: 'Seal1', signedAt: new Date() } as const;
  const service = bareSigningService({ forSeal: async () => signer });
  return (await service.sealPdf(use, { sealKeyId: 'bench', pdf, seal: options })).pdf;
}

function verify(file: Uint8Array): void {
  const document = PdfDocument.open(file, new Budget());
  const [signature] = readSignatures(document);
  const verdict = signature && judgeIntegrity(document, signature);
  if (!verdict?.isIntact || !verdict.isUnchanged) throw new Error('the file is not found good');
}
