import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [
    { id: 'routes/reasons', path: 'settings/reasons', file: 'saved-reasons/reasons.route.tsx' },
  ],
} satisfies FeatureRoutes;
