import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  site: [
    {
      path: 'operator',
      file: 'operator/console.route.tsx',
      children: [
        { index: true, file: 'operator/tenants.route.tsx' },
        { path: 'moves', file: 'operator/moves.route.tsx' },
        { path: 'secrets', file: 'operator/secrets.route.tsx' },
        { path: 'clusters', file: 'operator/clusters.route.tsx' },
        { path: 'migrations', file: 'operator/migrations.route.tsx' },
        { path: 'audit', file: 'operator/audit.route.tsx' },
      ],
    },
  ],
} satisfies FeatureRoutes;
