import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  site: [
    { index: true, file: 'site/landing/landing.route.tsx' },
    { path: 'privacy', file: 'site/privacy/privacy.route.tsx' },
    { path: 'servers', file: 'site/servers/servers.route.tsx' },
  ],
} satisfies FeatureRoutes;
