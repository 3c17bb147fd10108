import type { RouteConfig } from './routing/route-config.ts';

/** Every address of the dashboard. A route not listed here does not exist. */
export default [
  { id: 'landing', index: true, file: 'routes/landing.tsx' },
  { id: 'servers', path: 'servers', file: 'routes/servers.tsx' },
  { id: 'privacy', path: 'privacy', file: 'routes/privacy.tsx' },
  {
    id: 'guild',
    path: 'g/:guildId',
    file: 'routes/guild.tsx',
    children: [
      { id: 'overview', index: true, file: 'routes/overview.tsx' },
      {
        id: 'submissions',
        path: 'submissions',
        file: 'routes/submissions.tsx',
        children: [
          { id: 'no-submission', index: true, file: 'routes/no-submission.tsx' },
          { id: 'submission', path: ':number', file: 'routes/submission.tsx' },
        ],
      },
      {
        id: 'settings',
        path: 'settings',
        file: 'routes/settings.tsx',
        children: [
          { id: 'settings-label', index: true, file: 'routes/settings-label.tsx' },
          { id: 'settings-storage', path: 'storage', file: 'routes/settings-storage.tsx' },
          { id: 'settings-plan', path: 'plan', file: 'routes/settings-plan.tsx' },
        ],
      },
    ],
  },
  { id: 'unknown', path: '*', file: 'routes/unknown.tsx' },
] satisfies RouteConfig;
