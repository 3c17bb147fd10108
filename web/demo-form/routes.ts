import type { FeatureRoutes } from '../routing/feature-routes.ts';

export default {
  guild: [{ id: 'routes/demo-form', path: 'settings/form', file: 'demo-form/demo-form.route.tsx' }],
} satisfies FeatureRoutes;
