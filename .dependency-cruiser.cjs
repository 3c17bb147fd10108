// The boundaries of docs/ARCHITECTURE.md: which module may import which. `npm run boundaries` checks them.
const { existsSync, readdirSync } = require('node:fs');

const modules = [
  'server',
  'bot',
  'bot/messages',
  'web',
  'domain',
  'tenancy',
  'migrations',
  'worker',
];
/** What bot and workers both say on Discord is a module of its own inside bot/. */
const pathOf = (name) => (name === 'bot' ? 'bot/(?!messages/)' : `${name}/`);
/** The folders of bot/ that are no features. */
const botCore = 'dispatch|directory|discord|messages';
const notOneOf = (...names) =>
  modules
    .filter((name) => !names.includes(name))
    .map(pathOf)
    .join('|');

/** Folders of web that declare pages; the others are shared by them. */
const webFeatures = readdirSync('web').filter((name) => existsSync(`web/${name}/routes.ts`));

/** A module may import itself and the listed modules, nothing else of ours. */
function boundary(from, ...to) {
  return {
    name: `boundary-${from}`,
    comment: `${from}/ may import only: ${[from, ...to].join(', ')}`,
    severity: 'error',
    from: { path: `^${pathOf(from)}` },
    to: { path: `^(${notOneOf(from, ...to)}|sandbox/|test/|bench/)` },
  };
}

/** Only the modules in `only` may import the packages. */
function restrict(name, packages, only, typesOnlyIn) {
  return {
    name: `package-${name}`,
    severity: 'error',
    from: { path: `^(${modules.join('|')})/`, pathNot: `^(${only.join('|')})/` },
    to: {
      path: `node_modules/(${packages})/`,
      ...(typesOnlyIn ? { dependencyTypesNot: ['type-only'] } : {}),
    },
  };
}

module.exports = {
  forbidden: [
    boundary('migrations'),
    boundary('tenancy', 'migrations'),
    boundary('domain', 'tenancy'),
    boundary('bot', 'bot/messages', 'domain'),
    boundary('bot/messages', 'domain'),
    boundary('web', 'domain'),
    boundary('worker', 'domain', 'tenancy', 'bot/messages'),
    boundary('server', 'bot', 'web', 'domain', 'tenancy', 'migrations', 'worker'),
    {
      name: 'migrations-are-frozen',
      comment: 'a migration never derives from the declarations, which change after it has landed',
      severity: 'error',
      from: {
        path: '^migrations/(control|tenant)/[^/]+\\.ts$',
        pathNot: '/(row-types|define-table)\\.ts$',
      },
      to: { path: '^migrations/tenant/(tables/|define-table\\.ts$)' },
    },
    {
      name: 'domain-sees-only-tenancy-types',
      comment: 'domain is handed a connection; it may name its type, never open one',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: '^tenancy/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-features-enter-by-the-index',
      comment: 'inside web, what is outside of a feature takes it by its index',
      severity: 'error',
      from: { path: '^web/([^/]+)' },
      to: {
        path: `^web/(${webFeatures.join('|')})/`,
        pathNot: ['^web/[^/]+/(index|routes)\\.ts$', '^web/$1/'],
      },
    },
    {
      name: 'worker-enters-tenancy-by-its-index',
      severity: 'error',
      from: { path: '^worker/' },
      to: { path: '^tenancy/(?!index\\.ts$)' },
    },
    {
      name: 'bot-features-by-their-index',
      comment: 'inside bot/ a feature is imported only by its index, or listed as a feature',
      severity: 'error',
      from: { path: '^bot/([^/]+)/' },
      to: { path: `^bot/(?!(${botCore})/)[^/]+/(?!index\\.ts$)`, pathNot: '^bot/$1/' },
    },
    {
      name: 'bot-root-enters-features-by-their-index',
      severity: 'error',
      from: { path: '^bot/[^/]+\\.ts$' },
      to: { path: `^bot/(?!(${botCore})/)[^/]+/(?!(index|feature|en)\\.ts$)` },
    },
    {
      name: 'texts-through-a-translator',
      comment:
        'texts are read from catalogues only where translators are made: nowhere bound at import',
      severity: 'error',
      from: {
        path: '^(bot|worker)/',
        pathNot: '^(bot/(bot|deploy-commands|(messages/)?catalogue)|worker/worker)\\.ts$',
      },
      to: { path: '^bot/.*(/en|catalogue)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-enters-by-the-index',
      comment: 'composition roots take each module by its index',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(bot|domain|tenancy|worker|migrations)/(?!index\\.ts$)' },
    },
    restrict('database', 'knex|pg|mysql2|pg-copy-streams', ['tenancy', 'migrations'], true),
    restrict('vault', 'node-vault', ['tenancy']),
    restrict('s3', '@aws-sdk|@smithy', ['tenancy/files/store']),
    restrict('discord', 'discord\\.js', ['bot', 'worker']),
    restrict('koa', 'koa|@koa', ['server']),
    restrict('remix', '@remix-run', ['web', 'server']),
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.cache|\\.demo)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
