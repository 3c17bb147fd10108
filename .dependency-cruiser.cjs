// The boundaries of docs/ARCHITECTURE.md: which module may import which. `npm run boundaries` checks them.
const { existsSync, readdirSync } = require('node:fs');

const modules = ['server', 'bot', 'web', 'domain', 'tenancy', 'migrations', 'worker'];
const notOneOf = (...names) => modules.filter((name) => !names.includes(name)).join('|');

/** Folders of web that declare pages; the others are shared by them. */
const webFeatures = readdirSync('web').filter((name) => existsSync(`web/${name}/routes.ts`));

/** A module may import itself and the listed modules, nothing else of ours. */
function boundary(from, ...to) {
  return {
    name: `boundary-${from}`,
    comment: `${from}/ may import only: ${[from, ...to].join(', ')}`,
    severity: 'error',
    from: { path: `^${from}/` },
    to: { path: `^(${notOneOf(from, ...to)}|sandbox|test|bench)/` },
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
    boundary('bot', 'domain'),
    boundary('web', 'domain'),
    boundary('worker', 'domain', 'tenancy', 'bot'),
    boundary('server', 'bot', 'web', 'domain', 'tenancy', 'migrations', 'worker'),
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
      name: 'worker-takes-only-presenters-from-bot',
      severity: 'error',
      from: { path: '^worker/' },
      to: { path: '^bot/(?!presenters/|catalogues/)' },
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
