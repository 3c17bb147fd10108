import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [{ id: 'routes/overview', index: true, file: 'overview/overview.route.tsx' }],
} satisfies FeatureRoutes;
