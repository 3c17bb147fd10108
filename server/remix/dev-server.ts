import type { Server } from 'node:http';
import type { ServerBuild } from '@remix-run/node';
import type { Middleware } from 'koa';
import type { State } from '../http/state.ts';

/** Vite as middleware: the dashboard's sources, reloaded as they change. */
export async function startDevServer(http: Server): Promise<{
  build: () => Promise<ServerBuild>;
  assets: Middleware<State>;
  close(): Promise<void>;
}> {
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server: http } } });
  return {
    build: () =>
      vite.ssrLoadModule('virtual:remix/server-build') as unknown as Promise<ServerBuild>,
    assets: (ctx, next) =>
      new Promise((resolve, reject) => {
        // Koa starts with 404, which Vite would send.
        ctx.res.statusCode = 200;
        vite.middlewares(ctx.req, ctx.res, (error: unknown) => {
          if (error) return reject(error);
          ctx.res.statusCode = 404;
          resolve(next());
        });
      }),
    close: () => vite.close(),
  };
}
