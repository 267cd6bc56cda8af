/** One row of a corpus with what we say of it. */
export interface JudgedRow {
  readonly kind: string;
  readonly name: string;
  readonly expected: 'valid' | 'invalid';
  readonly found: 'valid' | 'invalid' | 'undecided';
}

export interface KindAgreement {
  readonly kind: string;
  readonly rows: number;
  readonly agreed: number;
  readonly otherwise: readonly JudgedRow[];
}

/** *Undecided* agrees with *invalid*: the row must not be valid; it does not agree with *valid*. */
export const isAgreed = ({ expected, found }: JudgedRow): boolean =>
  (expected === 'valid') === (found === 'valid');

/** Agreement by kind, in the order in which kinds first appear. */
export function agreementByKind(rows: readonly JudgedRow[]): KindAgreement[] {
  return [...new Set(rows.map(({ kind }) => kind))].map((kind) => {
    const ofKind = rows.filter((row) => row.kind === kind);
    const otherwise = ofKind.filter((row) => !isAgreed(row));
    return { kind, rows: ofKind.length, agreed: ofKind.length - otherwise.length, otherwise };
  });
}
