import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [{ id: 'routes/plan', path: 'settings/plan', file: 'plans/plans.route.tsx' }],
} satisfies FeatureRoutes;
