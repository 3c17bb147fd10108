import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  site: [
    { id: 'routes/landing', index: true, file: 'site/landing/landing.route.tsx' },
    { id: 'routes/privacy', path: 'privacy', file: 'site/privacy/privacy.route.tsx' },
    { id: 'routes/servers', path: 'servers', file: 'site/servers/servers.route.tsx' },
  ],
} satisfies FeatureRoutes;
