import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A name and the text after it, as both ways of giving them are written: two arguments, or `name:` and `text:`. */
const NAMED_STATEMENT = /'([a-z]+(?:-[a-z]+)*\.[a-z-]+)',\s*(?:text:\s*)?(`[^`]*`|'[^']*')/g;
const IS_SQL = /\b(select|insert|update|delete)\b/i;

/** Texts of the prepared statements in our source, by name. */
function statements(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const files = readdirSync('src', { recursive: true })
    .map(String)
    .filter((path) => /(?<!\.spec)\.ts$/.test(path));
  for (const path of files) {
    for (const [, name = '', text = ''] of readFileSync(join('src', path), 'utf8').matchAll(NAMED_STATEMENT))
      if (IS_SQL.test(text)) found.set(name, (found.get(name) ?? new Set()).add(text));
  }
  return found;
}

describe('names of prepared statements', () => {
  it('each stand for one text: on one connection the driver refuses a second one, be it only indented otherwise', () => {
    const found = statements();
    expect(found.size).toBeGreaterThan(40);
    expect([...found].filter(([, texts]) => texts.size > 1).map(([name]) => name)).toEqual([]);
  });
});
