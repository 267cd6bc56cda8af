import type { Grant } from '../../platform/http/caller.ts';

/** One act that a client may do with the things of its unit. */
export interface ClientScope {
  readonly act: string;
  /** Code of the licence type that it is bound to; null: every type. */
  readonly typeCode: string | null;
  /** Each call must state what it is for. */
  readonly needsPurpose: boolean;
}

/** A scope as OAuth names it, without what the client's own scope adds. */
export type NamedScope = Pick<ClientScope, 'act' | 'typeCode'>;

const SCOPE = /^([a-z][a-z-]*\.[a-z][a-z-]*)(?::([0-9A-Z]{21}))?$/;
const MAX_SCOPES = 200;

/** `licence.read`, or `licence.issue:11100000MB0143028R032` where it is bound to one licence type. */
export const scopeText = ({ act, typeCode }: NamedScope): string =>
  typeCode === null ? act : `${act}:${typeCode}`;

/** The scopes of a space-separated list (RFC 6749 §3.3), each once; null when one of them is none. */
export function readScopes(list: string): NamedScope[] | null {
  const texts = new Set(list.split(' '));
  if (texts.size > MAX_SCOPES) return null;
  const scopes: NamedScope[] = [];
  for (const text of texts) {
    const [, act, typeCode = null] = SCOPE.exec(text) ?? [];
    if (!act) return null;
    scopes.push({ act, typeCode });
  }
  return scopes;
}

/** Whether a client that holds `held` may ask for `asked`: for all of it, not for a part. */
export const holdsScope = (held: readonly ClientScope[], { act, typeCode }: NamedScope): boolean =>
  held.some((one) => one.act === act && (one.typeCode === null || one.typeCode === typeCode));

/** What is left of `named`, which a token was given, when its client holds `held` by now. */
export function heldOf(named: readonly NamedScope[], held: readonly ClientScope[]): ClientScope[] {
  return named.flatMap(({ act, typeCode }) =>
    held
      .filter((one) => one.act === act)
      .filter((one) => typeCode === null || one.typeCode === null || one.typeCode === typeCode)
      .map((one) => ({ ...one, typeCode: typeCode ?? one.typeCode })),
  );
}

/** The grants of scopes over the things of `unitIds`: as few as there are different sets of licence types. */
export function grantsOfScopes(scopes: readonly ClientScope[], unitIds: readonly string[]): Grant[] {
  const byTypes = new Map<
    string,
    { acts: Set<string>; typeCodes: Set<string> | null; needsPurpose: boolean }
  >();
  for (const { act, needsPurpose, typeCodes } of typesByAct(scopes)) {
    const key = JSON.stringify([needsPurpose, typeCodes && [...typeCodes].sort()]);
    const grant = byTypes.get(key) ?? { acts: new Set(), typeCodes, needsPurpose };
    grant.acts.add(act);
    byTypes.set(key, grant);
  }
  return [...byTypes.values()].map((grant) => ({ ...grant, unitIds }));
}

interface ActTypes {
  readonly act: string;
  readonly needsPurpose: boolean;
  typeCodes: Set<string> | null;
}

function typesByAct(scopes: readonly ClientScope[]): ActTypes[] {
  const byAct = new Map<string, ActTypes>();
  for (const { act, typeCode, needsPurpose } of scopes) {
    const key = `${act} ${needsPurpose}`;
    const known = byAct.get(key) ?? { act, needsPurpose, typeCodes: new Set<string>() };
    if (typeCode === null) known.typeCodes = null;
    else known.typeCodes?.add(typeCode);
    byAct.set(key, known);
  }
  return [...byAct.values()];
}
