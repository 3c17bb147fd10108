import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  site: [
    {
      id: 'routes/connect-link',
      path: 'connect/:guildId/:token',
      file: 'storage/connect/setup-link.route.tsx',
    },
  ],
  guild: [
    { id: 'routes/storage', path: 'settings/storage', file: 'storage/storage.route.tsx' },
    {
      id: 'routes/connect',
      path: 'settings/storage/connect',
      file: 'storage/connect/connect.route.tsx',
    },
    {
      id: 'routes/bucket',
      path: 'settings/storage/bucket',
      file: 'storage/bucket/bucket.route.tsx',
    },
  ],
} satisfies FeatureRoutes;
