import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [
    { id: 'routes/routing', path: 'settings/routing', file: 'routing-channels/routing.route.tsx' },
  ],
} satisfies FeatureRoutes;
