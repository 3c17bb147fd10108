import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [{ id: 'routes/rules', path: 'settings/rules', file: 'intake-rules/rules.route.tsx' }],
} satisfies FeatureRoutes;
