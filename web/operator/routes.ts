import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  site: [
    {
      id: 'routes/operator',
      path: 'operator',
      file: 'operator/console.route.tsx',
      children: [
        { id: 'routes/operator-tenants', index: true, file: 'operator/tenants.route.tsx' },
        { id: 'routes/operator-moves', path: 'moves', file: 'operator/moves.route.tsx' },
        { id: 'routes/operator-secrets', path: 'secrets', file: 'operator/secrets.route.tsx' },
        { id: 'routes/operator-clusters', path: 'clusters', file: 'operator/clusters.route.tsx' },
        {
          id: 'routes/operator-migrations',
          path: 'migrations',
          file: 'operator/migrations.route.tsx',
        },
        { id: 'routes/operator-audit', path: 'audit', file: 'operator/audit.route.tsx' },
      ],
    },
  ],
} satisfies FeatureRoutes;
