import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [
    {
      path: 'submissions',
      file: 'submissions/inbox/inbox.route.tsx',
      children: [
        { index: true, file: 'submissions/inbox/no-demo-selected.route.tsx' },
        { path: ':number', file: 'submissions/demo/demo.route.tsx' },
      ],
    },
  ],
} satisfies FeatureRoutes;
