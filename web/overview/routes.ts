import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [{ index: true, file: 'overview/overview.route.tsx' }],
} satisfies FeatureRoutes;
