import { ANY_POLICY } from './object-identifiers.ts';

interface PolicyNode {
  /** Policies one level up that led here; empty: anyPolicy did. */
  readonly parents: Set<string>;
}

interface PolicyLevel {
  readonly nodes: Map<string, PolicyNode>;
  hasAnyPolicy: boolean;
}

export interface PolicyMapping {
  readonly issuerPolicy: string;
  readonly subjectPolicy: string;
}

/**
 * The valid policies of a path. RFC 5280 §6.1.2 draws them as a tree that a hostile path can make grow without bound;
 * this is the graph of RFC 9618, with the same answers and one node a policy and level.
 */
export class PolicyGraph {
  private readonly levels: PolicyLevel[] = [];
  private expected: PolicyLevel = { nodes: new Map(), hasAnyPolicy: true };

  /**
   * The next certificate's policies, RFC 5280 §6.1.3 (d) and (e).
   *
   * @param policies undefined where the extension is absent
   * @param anyPolicyCounts false once anyPolicy is inhibited
   */
  admit(policies: readonly string[] | undefined, anyPolicyCounts: boolean): void {
    const level = this.expected;
    const asserted = new Set(policies);
    const assertsAny = anyPolicyCounts && asserted.delete(ANY_POLICY);
    asserted.delete(ANY_POLICY);
    if (!assertsAny) {
      for (const policy of level.nodes.keys()) if (!asserted.has(policy)) level.nodes.delete(policy);
    }
    if (level.hasAnyPolicy) {
      for (const policy of asserted) {
        if (!level.nodes.has(policy)) level.nodes.set(policy, { parents: new Set() });
      }
    }
    level.hasAnyPolicy &&= assertsAny;
    this.levels.push(level);
  }

  /** Prepares for the certificate that follows, RFC 5280 §6.1.4 (b): what it may assert for each policy so far. */
  map(mappings: readonly PolicyMapping[], mappingAllowed: boolean): void {
    const level = this.levels.at(-1);
    if (level === undefined) return;
    const next: PolicyLevel = { nodes: new Map(), hasAnyPolicy: level.hasAnyPolicy };
    const mapped = new Set(mappings.map((mapping) => mapping.issuerPolicy));
    for (const policy of level.nodes.keys()) if (!mapped.has(policy)) link(next, policy, policy);
    if (mappingAllowed) {
      for (const { issuerPolicy, subjectPolicy } of mappings) {
        if (level.hasAnyPolicy && !level.nodes.has(issuerPolicy)) {
          level.nodes.set(issuerPolicy, { parents: new Set() });
        }
        if (level.nodes.has(issuerPolicy)) link(next, subjectPolicy, issuerPolicy);
      }
    } else {
      for (const policy of mapped) level.nodes.delete(policy);
    }
    this.expected = next;
  }

  /** Whether a policy of `initialPolicySet` is valid for the path, RFC 5280 §6.1.5 (g). */
  accepts(initialPolicySet: ReadonlySet<string>): boolean {
    const last = this.levels.at(-1);
    if (last === undefined || last.hasAnyPolicy) return true;
    if (initialPolicySet.has(ANY_POLICY)) return last.nodes.size > 0;
    let reachable: ReadonlySet<string> = new Set(last.nodes.keys());
    for (const level of this.levels.toReversed()) {
      const above = new Set<string>();
      for (const policy of reachable) {
        const parents = level.nodes.get(policy)?.parents;
        if (parents?.size === 0 && initialPolicySet.has(policy)) return true;
        for (const parent of parents ?? []) above.add(parent);
      }
      reachable = above;
    }
    return false;
  }
}

function link(level: PolicyLevel, policy: string, parent: string): void {
  const node = level.nodes.get(policy);
  if (node === undefined) level.nodes.set(policy, { parents: new Set([parent]) });
  else node.parents.add(parent);
}
