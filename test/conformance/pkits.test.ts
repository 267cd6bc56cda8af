import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANY_POLICY } from '../../src/crypto/pki/object-identifiers.ts';
import { type PathVerdict, validatePath } from '../../src/crypto/pki/validate-path.ts';

interface Vector {
  readonly Name: string;
  readonly CertPath: readonly string[];
  readonly CRLPath: readonly string[];
  readonly ShouldValidate: boolean;
  readonly InitialPolicySet: readonly string[];
  readonly InitialPolicyMappingInhibit: boolean;
  readonly InitialExplicitPolicy: boolean;
  readonly InitialAnyPolicyInhibit: boolean;
}

const folder = join(import.meta.dirname, '../../../shared/corpus/pki/pkits');
const hasCorpus = existsSync(join(folder, 'vectors.json'));
const vectors: readonly Vector[] = hasCorpus
  ? JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8'))
  : [];

/** All of PKITS is in force then (2010 to 2030), but for what is meant to have ended. */
const JUDGED_AT = new Date('2020-01-01T00:00:00Z');
const NIST_TEST_POLICY = '2.16.840.1.101.3.2.1.48.';

const policyOf = (name: string): string =>
  name === 'anyPolicy' ? ANY_POLICY : NIST_TEST_POLICY + name.replace('NIST-test-policy-', '');

function judge(vector: Vector): PathVerdict {
  const certificates = vector.CertPath.map((name) => readFileSync(join(folder, 'certs', name)));
  const [anchor, ...pool] = certificates;
  return validatePath({
    certificateDer: certificates.at(-1) ?? Buffer.alloc(0),
    pool,
    anchors: anchor ? [anchor] : [],
    crls: vector.CRLPath.map((name) => readFileSync(join(folder, 'crls', name))),
    at: JUDGED_AT,
    initialPolicySet: new Set(vector.InitialPolicySet.map(policyOf)),
    initialPolicyMappingInhibit: vector.InitialPolicyMappingInhibit,
    initialExplicitPolicy: vector.InitialExplicitPolicy,
    initialAnyPolicyInhibit: vector.InitialAnyPolicyInhibit,
  });
}

const familyOf = ({ Name }: Vector): string => Name.split('.').slice(0, 2).join('.');
const families = [...new Set(vectors.map(familyOf))];

if (!hasCorpus) {
  it.skip('path validation agrees with NIST PKITS (skipped: the corpus is not here)', () => {});
} else {
  describe('path validation agrees with NIST PKITS', () => {
    let agreed = 0;

    it.each(families)('in family %s', (family) => {
      const others = vectors
        .filter((vector) => familyOf(vector) === family)
        .map((vector) => ({ vector, verdict: judge(vector) }))
        .filter(({ vector, verdict }) => {
          const isAgreed = (verdict.status === 'passed') === vector.ShouldValidate;
          if (isAgreed) agreed += 1;
          return !isAgreed;
        })
        .map(({ vector, verdict }) => `${vector.Name}: ${verdict.status} ${JSON.stringify(verdict.reasons)}`);
      expect(others).toEqual([]);
    });

    it('in 249 of 249 rows', () => {
      console.log(`PKITS: ${agreed} of ${vectors.length} rows agree`);
      expect(agreed).toBe(249);
    });
  });
}
