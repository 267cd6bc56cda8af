import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCertificationRequest } from '../../src/crypto/pki/certification-request.ts';
import { isSm2PublicKey } from '../../src/crypto/sm2/sm2-key.ts';
import { sm3 } from '../../src/crypto/sm2/sm3.ts';

const CORPUS = join(process.cwd(), '../shared/corpus/sm2');
const isPresent = existsSync(CORPUS);
const itWithCorpus = (title: string, run: () => void): void => {
  if (isPresent) it(title, run);
  else it.skip(`${title} (skipped: the files with known verdicts are not here)`, run);
};
const file = (name: string): string => readFileSync(join(CORPUS, name), 'latin1');

describe('vectors of OpenSSL', () => {
  itWithCorpus('give the SM3 digests that we compute', () => {
    const vectors = [...file('evpmd_sm3.txt').matchAll(/^Input = (\w+)\nOutput = (\w+)$/gm)];
    expect(vectors.length).toBeGreaterThan(3);
    for (const [, input = '', output = ''] of vectors) {
      expect(sm3(Buffer.from(input, 'hex')).toString('hex')).toBe(output.toLowerCase());
    }
  });

  itWithCorpus(
    'hold a certification request that its own SM2 key has signed, and its twin is refused',
    () => {
      const request = Buffer.from(file('sm2-csr.pem').replace(/-----[^-]+-----|\s/g, ''), 'base64');
      const { spkiDer, subject } = readCertificationRequest(request);
      expect(isSm2PublicKey(spkiDer)).toBe(true);
      expect(subject.attributes[0]?.value).toBe('SM2-CA');
      const twin = Buffer.from(request);
      twin[twin.indexOf('SM2-CA')] = 0x54;
      expect(() => readCertificationRequest(twin)).toThrow('certification-request-signature-invalid');
    },
  );
});
