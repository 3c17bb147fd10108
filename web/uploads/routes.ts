import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  site: [
    { id: 'routes/upload', path: 'upload/:guildId/:sessionId', file: 'uploads/upload.route.tsx' },
  ],
} satisfies FeatureRoutes;
