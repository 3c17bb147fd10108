import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [
    { id: 'routes/templates', path: 'settings/templates', file: 'templates/templates.route.tsx' },
  ],
} satisfies FeatureRoutes;
