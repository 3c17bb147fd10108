import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [{ id: 'routes/listen', path: 'listen', file: 'listening-queue/listen.route.tsx' }],
} satisfies FeatureRoutes;
