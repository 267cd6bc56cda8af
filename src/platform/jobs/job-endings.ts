import PgBoss from 'pg-boss';

/** What pg-boss is told when such a statement failed: no job was touched. */
export const NO_JOB_TOUCHED: { readonly rows: { readonly count: string }[] } = { rows: [{ count: '0' }] };

/**
 * The statements with which pg-boss marks a job as completed or failed. Its workers do not wait for them (`watch` in
 * its manager.js), so a rejection of one is nobody's and would end the process.
 */
export async function jobEndings(schema: string): Promise<ReadonlySet<string>> {
  const texts = new Set<string>();
  const executeSql = async (text: string) => {
    texts.add(text);
    return NO_JOB_TOUCHED;
  };
  const boss = new PgBoss({ db: { executeSql }, schema });
  await boss.complete('any', 'any');
  await boss.fail('any', 'any');
  return texts;
}
