import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [{ id: 'routes/settings', path: 'settings', file: 'settings/label-settings.route.tsx' }],
} satisfies FeatureRoutes;
