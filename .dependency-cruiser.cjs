// Imports go one way. Each layer may import itself and everything beneath it; folders of one layer do not know each other.
const layers = [
  ['shared'],
  ['crypto'],
  ['typesetting'],
  ['config', 'platform'],
  ['audit'],
  ['catalogue', 'holders'],
  ['access'],
  ['trust'],
  ['signing'],
  ['seals'],
  ['licences'],
  ['verification'],
  ['sharing', 'disputes', 'supervision', 'problem-reports', 'receipts'],
  ['web'],
];

const directionRules = layers.flatMap((folders, depth) =>
  folders.map((folder) => {
    const above = [
      ...layers.slice(depth + 1).flat(),
      ...(depth === 3 ? [] : folders.filter((sibling) => sibling !== folder)),
    ];
    return {
      name: `${folder}-imports-only-downward`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: `^src/(${above.join('|') || '(?!)'})/` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...directionRules,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'crypto-and-typesetting-are-pure',
      comment: 'bytes in, bytes or values out: no Nest, no files, no network, no environment',
      severity: 'error',
      from: { path: '^src/(crypto|typesetting|shared)/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^(node:)?(fs|fs/promises|net|http|https|child_process|worker_threads|process)$|@nestjs|typeorm|fastify|^src/config',
      },
    },
    {
      name: 'web-knows-no-entity',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '\\.entity\\.ts$' },
    },
    {
      name: 'migrations-stand-alone',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/' },
    },
    {
      name: 'source-imports-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'commands-start-fast',
      comment: 'no framework, database, drawing or schema library on the way to a verdict or a seal',
      severity: 'error',
      from: { path: '^src/(verification/command/verify|signing/command/sign)-command\\.ts$' },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|fastify|sharp|zod|zxing-wasm|@hyzyla)', reachable: true },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
