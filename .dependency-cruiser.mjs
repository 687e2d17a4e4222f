// Which unit may import which: the table in docs/architecture.md, as rules that fail the build.

const unit = (name) => `^packages/${name}/`;
const tests = '\\.test\\.tsx?$|/testing/|/test/';

/** A package may import itself, the named packages, and nothing else of ours. */
const mayImport = (name, allowed, why) => ({
  name: `${name}-imports`,
  comment: why,
  severity: 'error',
  from: { path: unit(name), pathNot: tests },
  to: { path: '^(packages|apps|tooling|e2e|bench)/', pathNot: [name, ...allowed].map(unit) },
});

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    mayImport('core', [], 'The rules stand alone.'),
    mayImport('db', ['core'], 'Tables know the vocabulary and no one who uses them.'),
    mayImport('ingest', ['core'], 'Formats know the vocabulary alone.'),
    mayImport('ai', ['core'], 'Models know the vocabulary alone.'),
    mayImport('api', ['core', 'db', 'ingest', 'ai'], 'Verbs use what is below them and know no program.'),
    mayImport('client', ['core', 'api'], 'The client knows the shape of the API.'),
    {
      name: 'core-is-pure',
      comment: 'No I/O, no clock, no chance: core has no packages but zod and ts-fsrs, and nothing of Node.',
      severity: 'error',
      from: { path: unit('core'), pathNot: tests },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/(zod|ts-fsrs)/' },
    },
    {
      name: 'api-uses-the-port',
      comment: 'Which model is behind the port is for the composition root to say.',
      severity: 'error',
      from: { path: unit('api'), pathNot: tests },
      to: { path: '^packages/ai/src/(openai|extractive|prompts)/' },
    },
    {
      name: 'client-takes-types-only',
      comment: 'A program that imports the client must not load the server.',
      severity: 'error',
      from: { path: unit('client'), pathNot: tests },
      to: { path: unit('api'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'cli-imports',
      comment: 'The CLI is a client; without a server it reads and drafts, and no more.',
      severity: 'error',
      from: { path: '^apps/cli/', pathNot: tests },
      to: { path: '^(packages|apps|tooling|e2e|bench)/', pathNot: ['^apps/cli/', unit('core'), unit('client'), unit('ingest'), unit('ai')] },
    },
    {
      name: 'apps-stand-alone',
      comment: 'What two programs share belongs into a package.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: tests },
      to: { path: '^(apps|tooling|e2e|bench)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'tests-stay-out',
      comment: 'What is made for tests is not part of the product.',
      severity: 'error',
      from: { pathNot: `${tests}|^e2e/|^vitest\\.config\\.ts$` },
      to: { path: tests },
    },
    {
      name: 'tooling-imports',
      comment: 'The launcher starts the programs; it does not contain them.',
      severity: 'error',
      from: { path: '^tooling/' },
      to: { path: '^(packages|apps|e2e|bench)/', pathNot: [unit('core'), unit('db')] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere. Packages of types alone have nothing to lead to.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(mdast|hast|unist)$' },
    },
    {
      name: 'declared',
      comment: 'A unit names every package it imports in its own package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|\\.next|dist|coverage)/|next-env\\.d\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tooling/tsconfig/boundaries.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
