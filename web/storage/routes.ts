import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  site: [{ path: 'connect/:guildId/:token', file: 'storage/connect/setup-link.route.tsx' }],
  guild: [
    { path: 'settings/storage', file: 'storage/storage.route.tsx' },
    { path: 'settings/storage/connect', file: 'storage/connect/connect.route.tsx' },
  ],
} satisfies FeatureRoutes;
