import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Router from '@koa/router';
import type { ServerBuild } from '@remix-run/node';
import Koa from 'koa';
import serve from 'koa-static';
import { createDirectory } from '../../bot/index.ts';
import { bindOperatorActs } from '../../domain/index.ts';
import { createOAuth } from '../auth/oauth.ts';
import { authRoutes } from '../auth/routes.ts';
import { readSessionCookie } from '../auth/session.ts';
import { compose, untilReachable, WAITED_FOR_MS } from '../compose.ts';
import type { Env } from '../env.ts';
import { discordMetrics } from '../health/discord-metrics.ts';
import { startWorkMetrics } from '../health/work-metrics.ts';
import { formBody } from '../http/form-body.ts';
import { healthRoutes } from '../http/health.ts';
import { rateLimits } from '../http/rate-limit.ts';
import { refusalPage } from '../http/refusal-page.ts';
import { requestFacts } from '../http/request-facts.ts';
import { requestId } from '../http/request-id.ts';
import { requestTarget } from '../http/request-target.ts';
import { routeTable } from '../http/route-table.ts';
import { sameOriginOnly, securityHeaders } from '../http/security.ts';
import type { Ctx, State } from '../http/state.ts';
import { liveRoutes, RECHECK_MS } from '../live/streams.ts';
import type { Logger } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { remixMiddleware } from '../remix/adapter.ts';
import { developmentServer } from '../remix/development.ts';
import { startServiceProbe } from '../services/probe.ts';
import { inviteUrl } from '../urls.ts';
import { serverLists } from '../viewer/server-list.ts';
import { serversOf } from '../viewer/servers.ts';
import { servicesOf } from '../viewer/services.ts';
import { tenantsOf } from '../viewer/tenants.ts';
import { webContext } from '../viewer/web-context.ts';
import type { Running } from './running.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const YEAR_MS = 31_536_000_000;
/**
 * Longer than proxies and browsers keep an idle connection, so that it is they who end it: a request
 * sent on a connection that we are closing at that moment fails.
 */
const KEEP_ALIVE_MS = 75_000;
/** What is being answered when the server stops has so long; whoever does not read it waits for nothing. */
const ANSWERS_MS = 5_000;
/** A request line and headers, and a whole request, have so long to arrive. Forms: see form-body.ts. */
const SLOW_SENDERS = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
};
/** Some 10 KB each; every open page has one for its live stream. */
const MAX_CONNECTIONS = 10_000;
const GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE']);

/**
 * The dashboard's server. It listens at once; `/readyz` says when its control database answers.
 * @param recheckMs between two looks at whether the reader of a live stream may still read it
 */
export async function runServer(
  env: Env,
  log: Logger,
  stopped: AbortSignal,
  { recheckMs = RECHECK_MS }: { recheckMs?: number } = {},
): Promise<Running | null> {
  const { tenancy, acts, deps, secrets, close } = compose(env, log, WAITED_FOR_MS);
  const isHttps = env.PUBLIC_URL.startsWith('https:');
  const isDevelopment = env.NODE_ENV === 'development';
  const metrics = createMetrics();
  const oauth = createOAuth(env);
  const api = `${env.DISCORD_URL}/api`;
  const { control } = tenancy;
  const directory = createDirectory({
    token: env.DISCORD_TOKEN,
    api,
    restPerSecond: env.DISCORD_REST_PER_SECOND,
    discordAnswered: discordMetrics(metrics.registry),
    isPresent: async (guildId) => (await control.presentGuilds([guildId])).length > 0,
  });
  const lists = serverLists({ control, secrets, oauth, api });
  const servers = serversOf({
    acts,
    control,
    directory,
    lists,
    cdnUrl: env.DISCORD_CDN_URL,
  });

  const app = new Koa<State>({
    proxy: env.TRUST_PROXY > 0,
    // Of X-Forwarded-For only what trusted proxies wrote: whatever stands before it, anybody can write.
    maxIpsCount: env.TRUST_PROXY,
    keys: [env.SESSION_SECRET],
  });
  app.silent = true;
  app.on('error', (error, ctx?: Ctx) => {
    // Somebody closed a page while it was being sent, or sent what is not HTTP: no event of ours.
    if (!GONE.has(error.code) && !error.code?.startsWith('HPE_'))
      log.warn({ ...(ctx ? requestFacts(ctx) : {}), err: error }, 'http.stream');
  });
  const http = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, ...SLOW_SENDERS });
  http.maxConnections = MAX_CONNECTIONS;
  const dev = isDevelopment ? await developmentServer(http) : null;
  const build = dev
    ? dev.build
    : ((await import(
        pathToFileURL(path.join(ROOT, 'build/server/index.js')).href
      )) as unknown as ServerBuild);

  const probe = startServiceProbe({ tenancy, secrets, registry: metrics.registry, log });
  const work = startWorkMetrics(metrics.registry, { tenancy, log, probe });
  const open = new Router<State>({ sensitive: true });
  healthRoutes(open, probe, metrics, env.METRICS_TOKEN);
  const router = new Router<State>({ sensitive: true });
  authRoutes(router, { oauth, control, secrets, lists, api, isHttps, log });
  const live = liveRoutes(router, { tenancy, acts, directory, metrics, recheckMs });

  const routes = once(async () =>
    routeTable([open, router], typeof build === 'function' ? await build() : build),
  );
  const routeOf = async (path: string, method: string) => (await routes())(path, method);

  // In order: name and time it, headers, which route, what needs nobody, who is it, how often, from
  // where, its form, what.
  app.use(requestId(log, metrics));
  app.use(securityHeaders({ cdnUrl: env.DISCORD_CDN_URL, isHttps, isDevelopment }));
  app.use(requestTarget(routeOf, env.PUBLIC_URL));
  app.use(open.routes());
  if (dev) app.use(dev.assets);
  else
    app.use(
      serve(path.join(ROOT, 'build/client'), { maxage: YEAR_MS, immutable: true, index: false }),
    );
  const parts = {
    acts,
    directory,
    servers,
    operators: env.OPERATORS,
    cdnUrl: env.DISCORD_CDN_URL,
    support: env.SUPPORT_ADDRESS,
    invite: inviteUrl(env),
    tenants: tenantsOf(tenancy),
    services: servicesOf(probe, tenancy.regions),
    operatorActs: bindOperatorActs(deps),
    drafts: control,
    endSession: ({ id }: { id: string }) => control.endSession(id),
    log,
  };
  const pages = remixMiddleware(build, env.NODE_ENV, env.PUBLIC_URL, (ctx) => ({
    ...webContext(parts, ctx),
  }));
  app.use(refusalPage(log, pages));
  app.use(readSessionCookie(control, isHttps));
  app.use(rateLimits(env.RATE_LIMIT_PER_MINUTE));
  app.use(sameOriginOnly(env.PUBLIC_URL));
  app.use(formBody());
  app.use(router.routes());
  app.use(pages);

  const answer = app.callback();
  http.on('request', answer);
  // Not "send it" before it is known whether it is wanted: see form-body.ts.
  http.on('checkContinue', answer);
  await listening(http, env.PORT, env.HOST);
  log.info({ port: env.PORT }, 'server.listening');
  const ended = new AbortController();
  void untilReachable(tenancy, log, AbortSignal.any([stopped, ended.signal]), 'control').then(
    (ready) => ready && log.info({}, 'server.ready'),
  );

  return {
    async stop() {
      ended.abort();
      probe.stop();
      work.stop();
      live.close();
      // What is answered from here on, an open page's stream too, leaves no connection behind to wait for.
      http.keepAliveTimeout = 1;
      http.keepAliveTimeoutBuffer = 0;
      const slow = setTimeout(() => http.closeAllConnections(), ANSWERS_MS);
      await new Promise((resolve) => {
        http.close(resolve);
        http.closeIdleConnections();
      });
      clearTimeout(slow);
      await dev?.close();
      await close();
    },
  };
}

function listening(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => resolve());
  });
}

/** In development the routes may change later: their names in logs wait for the next start. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
