// The doors of docs/ARCHITECTURE.md: which room may import which. A broken one fails `npm run doors`.
const rooms = ['server', 'bot', 'web', 'domain', 'tenancy', 'migrations', 'worker'];
const notOneOf = (...names) => rooms.filter((room) => !names.includes(room)).join('|');

/** A room may import itself and the listed rooms, nothing else of ours. */
function door(from, ...to) {
  return {
    name: `door-${from}`,
    comment: `${from}/ may import only: ${[from, ...to].join(', ')}`,
    severity: 'error',
    from: { path: `^${from}/` },
    to: { path: `^(${notOneOf(from, ...to)}|sandbox|test|bench)/` },
  };
}

/** Only the rooms in `only` may import the package. */
function keep(name, packages, only, typesOnlyIn) {
  return {
    name: `package-${name}`,
    severity: 'error',
    from: { path: `^(${rooms.join('|')})/`, pathNot: `^(${only.join('|')})/` },
    to: {
      path: `node_modules/(${packages})/`,
      ...(typesOnlyIn ? { dependencyTypesNot: ['type-only'] } : {}),
    },
  };
}

module.exports = {
  forbidden: [
    door('migrations'),
    door('tenancy', 'migrations'),
    door('domain', 'tenancy'),
    door('bot', 'domain'),
    door('web', 'domain'),
    door('worker', 'domain', 'tenancy', 'bot'),
    door('server', 'bot', 'web', 'domain', 'tenancy', 'migrations', 'worker'),
    {
      name: 'domain-sees-only-tenancy-types',
      comment: 'domain is handed a connection; it may name its type, never open one',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: '^tenancy/', dependencyTypesNot: ['type-only'] },
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
      comment: 'composition roots take each room by its index',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(bot|domain|tenancy|worker|migrations)/(?!index\\.ts$)' },
    },
    keep('database', 'knex|pg|mysql2|pg-copy-streams', ['tenancy', 'migrations'], true),
    keep('vault', 'node-vault', ['tenancy']),
    keep('discord', 'discord\\.js', ['bot', 'worker']),
    keep('koa', 'koa|@koa', ['server']),
    keep('remix', '@remix-run', ['web', 'server']),
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
