import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [
    {
      id: 'routes/submissions',
      path: 'submissions',
      file: 'submissions/inbox/inbox.route.tsx',
      children: [
        {
          id: 'routes/submissions-none',
          index: true,
          file: 'submissions/inbox/no-demo-selected.route.tsx',
        },
        { id: 'routes/submission', path: ':number', file: 'submissions/demo/demo.route.tsx' },
      ],
    },
  ],
} satisfies FeatureRoutes;
