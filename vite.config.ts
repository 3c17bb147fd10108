import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

export default defineConfig({
  // All libraries before the first page: one found later would be there beside its older copies.
  optimizeDeps: { entries: ['web/entry.client.tsx', 'web/root.tsx', 'web/**/*.route.tsx'] },
  plugins: [
    remix({
      appDirectory: 'web',
      buildDirectory: 'build',
      // Each flag is today's way to write what its successor, React Router 7, does by default.
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
        v3_routeConfig: true,
      },
    }),
  ],
});
