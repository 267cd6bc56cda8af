import { createHash } from 'node:crypto';
import { openSigningKey, type SigningKey } from '../src/crypto/pki/signing-key.ts';
import { sm3 } from '../src/crypto/sm2/sm3.ts';
import { asPersistedSealUse } from '../src/signing/persisted-seal-use.ts';
import { makeTestPki } from '../test/factories/test-pki.ts';
import { bareSigningService } from '../test/factories/test-signing-services.ts';
import { drawPdf } from '../test/support/drawn-pdf.ts';
import { libPdfSigner } from '../test/support/libpdf-signer.ts';
import { type KeyKind, makeSigningIdentity, type SigningIdentity } from '../test/support/signing-identity.ts';
import { inTurns } from './median.ts';
import { onOneCore } from './one-core.ts';
import type { Figure } from './report-table.ts';

const PAGE_BYTES = 86_000;
const SIGNED_AT = new Date('2026-11-23T08:00:00Z');
const { bytes: pdf } = drawPdf({ ballastBytes: PAGE_BYTES - 800 });

/** Seals at B-B, the key kept: RSA and P-256 against `@libpdf/core`, SM2 against the least that the algorithm costs. */
export function benchSealPage(): Promise<Figure[]> {
  return onOneCore(async () => [
    await againstLibPdf('rsa-2048', 6),
    await againstLibPdf('p-256', 15),
    await againstBareSm2(),
  ]);
}

interface BenchUnit {
  readonly key: SigningKey;
  readonly certificateDer: Uint8Array;
  readonly chainDer: readonly Uint8Array[];
}

/** Through the signing service, which reads the file and checks it against the use; the peer reads it too. */
function sealer({ key, ...certificates }: BenchUnit): () => Promise<unknown> {
  const signer = { keyId: 'bench', ...key, ...certificates };
  const service = bareSigningService({ forSeal: async () => signer });
  const documentDigest = createHash('sha256').update(pdf).digest();
  const use = asPersistedSealUse({ id: 'use', sealId: 'seal', documentDigest });
  const seal = { subFilter: 'ETSI.CAdES.detached', fieldName: 'Seal1', signedAt: SIGNED_AT } as const;
  return () => service.sealPdf(use, { sealKeyId: 'bench', pdf, seal });
}

function unitOf({
  privateKey,
  algorithm,
  certificateDer,
  authorityCertificateDer,
}: SigningIdentity): BenchUnit {
  const key = openSigningKey(privateKey.export({ type: 'pkcs8', format: 'der' }), algorithm);
  return { key, certificateDer, chainDer: [authorityCertificateDer] };
}

async function againstLibPdf(kind: KeyKind, asked: number): Promise<Figure> {
  const identity = makeSigningIdentity(kind);
  const peer = await libPdfSigner(identity);
  const { ours, theirs } = await inTurns(sealer(unitOf(identity)), () => peer(pdf), {
    rounds: 60,
    ours: 40,
    theirs: 10,
  });
  const ratio = theirs.median / ours.median;
  return {
    what: `seal a page of ${PAGE_BYTES / 1000} kB at B-B with a kept key on one core, ${kind}`,
    ours: `${ours.median.toFixed(3)} ms (p99 ${ours.p99.toFixed(2)})`,
    peer: `@libpdf/core ${theirs.median.toFixed(2)} ms`,
    goal: `${ratio.toFixed(1)} times as fast, asked ≥ ${asked}`,
    met: ratio >= asked,
  };
}

/** The bare loop: SM3 of the file and one SM2 signature of a digest's length, nothing else. */
async function againstBareSm2(): Promise<Figure> {
  const { issuing, unit } = await makeTestPki('sm2');
  const { key, certificate } = unit;
  const bare = () => key.sign(sm3(pdf));
  const seal = sealer({ key, certificateDer: certificate.der, chainDer: [issuing.certificate.der] });
  const { ours, theirs } = await inTurns(seal, bare, { rounds: 60, ours: 20, theirs: 20 });
  const ratio = theirs.median / ours.median;
  return {
    what: 'the same with SM2 and SM3',
    ours: `${ours.median.toFixed(3)} ms (p99 ${ours.p99.toFixed(2)})`,
    peer: `bare loop of SM3 over as much and one SM2 signature ${theirs.median.toFixed(3)} ms`,
    goal: `${ratio.toFixed(2)} of its speed, asked ≥ 0.7`,
    met: ratio >= 0.7,
  };
}
