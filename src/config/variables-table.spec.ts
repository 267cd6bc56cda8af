import { readFileSync } from 'node:fs';
import { variables } from './variables.ts';
import { variablesTable } from './variables-table.ts';

describe('docs/operations.md', () => {
  it('has the table of the variables that are read', () => {
    expect(readFileSync('docs/operations.md', 'utf8')).toContain(variablesTable());
  });

  it('says of every variable what it takes', () => {
    expect(Object.keys(variables.shape).length).toBeGreaterThan(20);
    expect(variablesTable()).not.toMatch(/^\| `\w+` \|\s+\|/m);
  });
});
