/**
 * Statements of one transaction that do not wait for each other: they travel together and are done in the order in
 * which they were asked for. All have ended when this returns or throws.
 *
 * @throws what the first of them threw: those behind it may have failed for its sake alone
 */
export async function oneFlight<Results extends readonly unknown[]>(
  ...statements: { readonly [At in keyof Results]: Promise<Results[At]> }
): Promise<Results> {
  await Promise.allSettled(statements);
  return Promise.all(statements) as unknown as Promise<Results>;
}
