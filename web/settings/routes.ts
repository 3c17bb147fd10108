import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [{ path: 'settings', file: 'settings/label-settings.route.tsx' }],
} satisfies FeatureRoutes;
