import { ANY_POLICY } from './object-identifiers.ts';
import { PolicyGraph, type PolicyMapping } from './policy-graph.ts';

const any = new Set([ANY_POLICY]);

/** A path whose certificates assert `policies`, without mappings. */
function graphOf(...certificates: (readonly string[] | undefined)[]): PolicyGraph {
  const graph = new PolicyGraph();
  certificates.forEach((policies, at) => {
    graph.admit(policies, true);
    if (at < certificates.length - 1) graph.map([], true);
  });
  return graph;
}

describe('the policies of a path', () => {
  it('are those that every certificate asserts', () => {
    const graph = graphOf(['1.1', '1.2'], ['1.2', '1.3']);
    expect(graph.accepts(any)).toBe(true);
    expect(graph.accepts(new Set(['1.2']))).toBe(true);
    expect(graph.accepts(new Set(['1.1']))).toBe(false);
  });

  it('are none once a certificate asserts none, or another one', () => {
    expect(graphOf(['1.1'], undefined, ['1.1']).accepts(any)).toBe(false);
    expect(graphOf(['1.1'], ['1.2']).accepts(any)).toBe(false);
  });

  it('take anyPolicy for each, unless it is inhibited', () => {
    expect(graphOf([ANY_POLICY], ['1.1']).accepts(new Set(['1.1']))).toBe(true);
    const graph = new PolicyGraph();
    graph.admit([ANY_POLICY], false);
    expect(graph.accepts(any)).toBe(false);
  });

  it('follow mappings back to the policy that the caller named', () => {
    const mapped = (allowed: boolean): PolicyGraph => {
      const graph = new PolicyGraph();
      graph.admit(['1.1'], true);
      graph.map([{ issuerPolicy: '1.1', subjectPolicy: '2.1' }], allowed);
      graph.admit(['2.1'], true);
      return graph;
    };
    expect(mapped(true).accepts(new Set(['1.1']))).toBe(true);
    expect(mapped(true).accepts(new Set(['2.1']))).toBe(false);
    expect(mapped(false).accepts(any)).toBe(false);
  });

  it('do not grow without bound when everything is mapped to everything, as a tree would', () => {
    const policies = Array.from({ length: 60 }, (_, at) => `1.${at}`);
    const mappings: PolicyMapping[] = policies.flatMap((issuerPolicy) =>
      policies.map((subjectPolicy) => ({ issuerPolicy, subjectPolicy })),
    );
    const graph = new PolicyGraph();
    for (let depth = 0; depth < 10; depth += 1) {
      graph.admit(policies, true);
      graph.map(mappings, true);
    }
    graph.admit(policies, true);
    expect(graph.accepts(new Set(['1.59']))).toBe(true);
    expect(graph.accepts(new Set(['9.9']))).toBe(false);
  });
});
