import type { FeatureRoutes } from './routing/feature-routes.ts';

const features = Object.values(
  import.meta.glob<FeatureRoutes>('./*/routes.ts', { eager: true, import: 'default' }),
);

/** Remix's route table: what each feature declares, below the layouts that features share. */
export default [
  ...features.flatMap(({ site = [] }) => site),
  {
    id: 'routes/guild',
    path: 'g/:guildId',
    file: 'shell/guild.route.tsx',
    children: features.flatMap(({ guild = [] }) => guild),
  },
  { id: 'routes/nowhere', path: '*', file: 'errors/not-found.route.tsx' },
];
