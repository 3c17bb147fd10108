/** Where each page stands. Plain data: the shape of Remix's RouteConfig. */
export default [
  { index: true, file: 'routes/landing.tsx' },
  { path: 'privacy', file: 'routes/privacy.tsx' },
  { path: 'servers', file: 'routes/servers.tsx' },
  { path: 'connect/:guildId/:token', file: 'routes/connect-link.tsx' },
  {
    path: 'operator',
    file: 'routes/operator.tsx',
    children: [
      { index: true, file: 'routes/operator-tenants.tsx' },
      { path: 'moves', file: 'routes/operator-moves.tsx' },
      { path: 'secrets', file: 'routes/operator-secrets.tsx' },
      { path: 'clusters', file: 'routes/operator-clusters.tsx' },
      { path: 'migrations', file: 'routes/operator-migrations.tsx' },
      { path: 'audit', file: 'routes/operator-audit.tsx' },
    ],
  },
  {
    path: 'g/:guildId',
    file: 'routes/guild.tsx',
    children: [
      { index: true, file: 'routes/overview.tsx' },
      {
        path: 'submissions',
        file: 'routes/submissions.tsx',
        children: [
          { index: true, file: 'routes/submissions-index.tsx' },
          { path: ':number', file: 'routes/submission.tsx' },
        ],
      },
      { path: 'settings', file: 'routes/settings.tsx' },
      { path: 'settings/storage', file: 'routes/storage.tsx' },
      { path: 'settings/storage/connect', file: 'routes/connect.tsx' },
      { path: 'settings/plan', file: 'routes/plan.tsx' },
    ],
  },
  { path: '*', file: 'routes/not-found.tsx' },
];
