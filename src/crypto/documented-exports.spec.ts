import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOM = join(process.cwd(), 'src/crypto');

const sourcesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .sort();

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

/** Methods that another file can call. */
function publicMethodsOf(declared: ts.ClassDeclaration): ts.MethodDeclaration[] {
  return declared.members
    .filter(ts.isMethodDeclaration)
    .filter((method) => !ts.isPrivateIdentifier(method.name))
    .filter((method) => !method.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword));
}

const isFunction = ({ initializer }: ts.VariableDeclaration): boolean =>
  initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));

interface Exported {
  readonly name: string;
  readonly node: ts.Node;
}

/** Functions, classes and their methods that a file gives to others. */
function exportedBy(source: ts.SourceFile): Exported[] {
  return source.statements.filter(isExported).flatMap((statement): Exported[] => {
    if (ts.isFunctionDeclaration(statement)) return [{ name: statement.name?.text ?? '', node: statement }];
    if (ts.isClassDeclaration(statement))
      return [statement, ...publicMethodsOf(statement)].map((node) => ({
        name: node.name?.getText(source) ?? '',
        node,
      }));
    if (!ts.isVariableStatement(statement)) return [];
    const functions = statement.declarationList.declarations.filter(isFunction);
    return functions.map(({ name }) => ({ name: name.getText(source), node: statement }));
  });
}

const isDocumented = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).length > 0;

describe('what the cryptographic code exports', () => {
  const exported = sourcesOf(ROOM).flatMap((path) => {
    const text = readFileSync(join(ROOM, path), 'utf8');
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    return exportedBy(source).map((one) => ({ ...one, path }));
  });

  it('says of each function, class and method what it takes, gives and throws', () => {
    expect(exported.length).toBeGreaterThan(400);
    expect(
      exported.filter(({ node }) => !isDocumented(node)).map(({ path, name }) => `${path} ${name}`),
    ).toEqual([]);
  });
});
