import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

/**
 * What nearly every page needs. Left alone, Rollup makes a chunk for each set of pages that share a
 * module: for an open demo 78 files, most of them below 1 kB, and 12 kB more when compressed.
 */
const SHARED_MODULE =
  /\/web\/(?:(?:components|drafts|errors|live|routing|strings|times)\/[\w-]+|keyboard\/(?:palette-actions|shortcut-preference|use-[\w-]+))\.tsx?$/;

/** What plays; its bar and its waveforms, in folders below, come when they are shown. */
const PLAYER_MODULE = /\/web\/player\/[\w-]+\.tsx?$/;

/** Shown by the player's bar only, with which they come. */
const PLAYER_ICON = /\/Icon(?:PlayerSkip|Repeat|Volume)\w*\.mjs$/;

const nameChunk = (id: string): string | undefined => {
  if (PLAYER_ICON.test(id)) return undefined;
  if (id.includes('/@tabler/icons-react/')) return 'icons';
  if (PLAYER_MODULE.test(id)) return 'player';
  return SHARED_MODULE.test(id) ? 'shared' : undefined;
};

export default defineConfig(({ isSsrBuild = false }) => ({
  // All libraries before the first page: one found later would be there beside its older copies.
  optimizeDeps: { entries: ['web/entry.client.tsx', 'web/root.tsx', 'web/**/*.route.tsx'] },
  ...(isSsrBuild
    ? { build: { target: 'esnext' } }
    : {
        build: {
          rollupOptions: {
            output: { manualChunks: nameChunk, onlyExplicitManualChunks: true },
          },
        },
      }),
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
    // Beside each file, once: the server sends these instead of compressing for every visitor.
    ...(isSsrBuild
      ? []
      : [
          compression({
            algorithms: ['brotliCompress', 'gzip'],
            include: /\.(?:js|css|svg)$/,
            threshold: 1_024,
            skipIfLargerOrEqual: true,
            logLevel: 'silent',
          }),
        ]),
  ],
}));
