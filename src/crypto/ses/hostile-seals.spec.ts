import { makeSealWorld } from '../../../test/factories/test-seals.ts';
import { sameBytes } from '../pki/certificate.ts';
import { looksLikeSealSignature, readSealSignature } from './seal-signature-reader.ts';
import { judgeSealSignature } from './seal-signature-verification.ts';
import { judgeSeal } from './seal-verification.ts';

const ORIGINAL = Buffer.from('original');
const AT = new Date('2026-11-23T08:00:00Z');
const MUTANTS = 600;

/** The same sequence in each run, so that a failure can be repeated (Park and Miller's generator). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
}

/** A copy with one thing wrong: a bit, a byte, a cut, or a part repeated. */
function mutate(bytes: Uint8Array, next: () => number): Buffer {
  const at = next() % bytes.length;
  const mutant = Buffer.from(bytes);
  switch (next() % 4) {
    case 0:
      mutant[at] = (mutant[at] as number) ^ (1 << (next() % 8));
      return mutant;
    case 1:
      mutant[at] = next() & 0xff;
      return mutant;
    case 2:
      return mutant.subarray(0, at);
    default:
      return Buffer.concat([mutant.subarray(0, at), mutant.subarray(Math.max(0, at - 40))]);
  }
}

describe('bytes that someone changed', () => {
  it('are judged without an exception, and pass only where nothing that counts was changed', async () => {
    const { pki, sealDer, sign } = await makeSealWorld();
    const signed = await sign(ORIGINAL, AT);
    const evidence = {
      anchors: [pki.root.certificate.der],
      pool: [pki.issuing.certificate.der],
      crls: await pki.crls(new Date('2026-11-23T00:00:00Z')),
      now: AT,
      revocation: 'not-checked' as const,
    };
    const { signedDer } = readSealSignature(signed);
    const next = numbersFrom(20_261_123);
    const passedOtherwise: string[] = [];
    for (let i = 0; i < MUTANTS; i++) {
      const mutant = mutate(signed, next);
      looksLikeSealSignature(mutant);
      const { status, signature } = judgeSealSignature(mutant, [ORIGINAL], evidence);
      if (status === 'passed' && !(signature && sameBytes(signature.signedDer, signedDer))) {
        passedOtherwise.push(mutant.toString('hex'));
      }
      judgeSeal(mutate(sealDer, next), AT, evidence);
    }
    expect(passedOtherwise).toEqual([]);
  }, 60_000);
});
