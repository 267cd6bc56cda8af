import { ANY_POLICY } from '../../../src/crypto/pki/object-identifiers.ts';
import { type PathVerdict, validatePath } from '../../../src/crypto/pki/validate-path.ts';
import type { JudgedRow } from './agreement.ts';
import { corpusFile, corpusTable } from './corpus-files.ts';

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

/** All of PKITS is in force then (2010 to 2030), but for what is meant to have ended. */
const JUDGED_AT = new Date('2020-01-01T00:00:00Z');
const NIST_TEST_POLICY = '2.16.840.1.101.3.2.1.48.';

const policyOf = (name: string): string =>
  name === 'anyPolicy' ? ANY_POLICY : NIST_TEST_POLICY + name.replace('NIST-test-policy-', '');

function judge(vector: Vector): PathVerdict {
  const certificates = vector.CertPath.map((name) => corpusFile(`pki/pkits/certs/${name}`));
  const [anchor, ...pool] = certificates;
  return validatePath({
    certificateDer: certificates.at(-1) ?? Buffer.alloc(0),
    pool,
    anchors: anchor ? [anchor] : [],
    crls: vector.CRLPath.map((name) => corpusFile(`pki/pkits/crls/${name}`)),
    at: JUDGED_AT,
    initialPolicySet: new Set(vector.InitialPolicySet.map(policyOf)),
    initialPolicyMappingInhibit: vector.InitialPolicyMappingInhibit,
    initialExplicitPolicy: vector.InitialExplicitPolicy,
    initialAnyPolicyInhibit: vector.InitialAnyPolicyInhibit,
  });
}

const FOUND = { passed: 'valid', failed: 'invalid', undecided: 'undecided' } as const;

/** NIST PKITS; kinds are its families (4.1 signature verification … 4.16 private extensions). */
export function judgePkits(): JudgedRow[] {
  return corpusTable<Vector>('pki/pkits/vectors.json').map((vector) => {
    const { Name: name, ShouldValidate } = vector;
    const kind = name.split('.').slice(0, 2).join('.');
    return { kind, name, expected: ShouldValidate ? 'valid' : 'invalid', found: FOUND[judge(vector).status] };
  });
}
