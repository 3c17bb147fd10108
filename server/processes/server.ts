import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Router from '@koa/router';
import type { ServerBuild } from '@remix-run/node';
import Koa from 'koa';
import serve from 'koa-static';
import { createMemberDirectory } from '../../bot/index.ts';
import {
  createAppServices,
  INTERACTIVE_STATEMENT_TIMEOUT_MS,
  waitUntilReachable,
} from '../app-services.ts';
import { createOAuth } from '../auth/oauth.ts';
import { registerAuthRoutes } from '../auth/routes.ts';
import { readSessionCookie } from '../auth/session.ts';
import { registerEventRoutes } from '../discord/events.ts';
import { INITIAL_REST_PER_SECOND, startRestBudget, toRestLimits } from '../discord/rest-budget.ts';
import type { Env } from '../env.ts';
import { registerFileRoutes } from '../files/routes.ts';
import { createDiscordMetrics } from '../health/discord-metrics.ts';
import { startWorkMetrics } from '../health/work-metrics.ts';
import { errorPage } from '../http/error-page.ts';
import { formBody } from '../http/form-body.ts';
import { registerHealthRoutes } from '../http/health.ts';
import { rateLimits } from '../http/rate-limit.ts';
import { requestId } from '../http/request-id.ts';
import { requestLogFields } from '../http/request-log-fields.ts';
import { requestTarget } from '../http/request-target.ts';
import { limitRequestTime } from '../http/request-timeout.ts';
import { createRouteMatcher } from '../http/route-matcher.ts';
import { sameOriginOnly, securityHeaders } from '../http/security.ts';
import type { Ctx, State } from '../http/state.ts';
import { createInviteUrl } from '../invite-url.ts';
import { RECHECK_INTERVAL_MS, registerLiveRoutes } from '../live/live-streams.ts';
import type { Logger } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { createRemixMiddleware } from '../remix/adapter.ts';
import { startDevServer } from '../remix/dev-server.ts';
import { startServiceProbe } from '../services/probe.ts';
import { toSupport } from '../support.ts';
import { registerUploadRoutes } from '../uploads/routes.ts';
import { createServerLists } from '../viewer/server-list.ts';
import { createServersQuery } from '../viewer/server-summaries.ts';
import { createServicesQuery } from '../viewer/services.ts';
import { createWebContext } from '../viewer/web-context.ts';
import type { RunningProcess } from './running-process.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const YEAR_MS = 31_536_000_000;
/**
 * Longer than proxies and browsers keep an idle connection, so that it is they who end it: a
 * request sent on a connection that we are closing at that moment fails.
 */
const KEEP_ALIVE_MS = 75_000;
/** How long responses may take to finish at shutdown, ms; unread ones are cut. */
const DRAIN_TIMEOUT_MS = 5_000;
/** A request line and headers have so long to arrive. A whole request: see request-timeout.ts. */
const REQUEST_TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 0,
  connectionsCheckingInterval: 5_000,
};
/** Some 10 KB each; every open page has one for its live stream. */
const MAX_CONNECTIONS = 10_000;
/** There are no translations yet. */
const LOCALE = 'en-GB';
const CLIENT_ABORT_CODES = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE']);

interface ServerOptions {
  /** Interval in which a live stream's permissions are checked again. */
  recheckIntervalMs?: number;
  /** What pages are written in, a BCP 47 tag. */
  locale?: string;
}

/**
 * The dashboard's server. It listens at once; `/readyz` tells when its control database is
 * reachable.
 */
export async function runServer(
  env: Env,
  log: Logger,
  stopSignal: AbortSignal,
  { recheckIntervalMs = RECHECK_INTERVAL_MS, locale = LOCALE }: ServerOptions = {},
): Promise<RunningProcess | null> {
  const { tenancy, operations, operatorOperations, operationMetrics, secrets, close } =
    createAppServices(env, log, INTERACTIVE_STATEMENT_TIMEOUT_MS);
  const isHttps = env.PUBLIC_URL.startsWith('https:');
  const isDevelopment = env.NODE_ENV === 'development';
  const metrics = createMetrics();
  metrics.registry.registerMetric(operationMetrics.seconds);
  const oauth = createOAuth(env);
  const api = `${env.DISCORD_URL}/api`;
  const { control } = tenancy;
  const directory = createMemberDirectory({
    token: env.DISCORD_TOKEN,
    botId: env.DISCORD_CLIENT_ID,
    api,
    restPerSecond: INITIAL_REST_PER_SECOND,
    maxRestPerSecond: toRestLimits(env).max,
    onDiscordResponse: createDiscordMetrics(metrics.registry),
    isPresent: async (guildId) => (await control.listPresentGuilds([guildId])).length > 0,
  });
  const restBudget = startRestBudget(control, directory, toRestLimits(env), log);
  const lists = createServerLists({ control, secrets, oauth, api });
  const servers = createServersQuery({
    operations,
    control,
    directory,
    lists,
    cdnUrl: env.DISCORD_CDN_URL,
  });

  const app = new Koa<State>({
    proxy: env.TRUST_PROXY > 0,
    // Only the entries of X-Forwarded-For that trusted proxies wrote: clients can send the ones
    // before.
    maxIpsCount: env.TRUST_PROXY,
    keys: [env.SESSION_SECRET],
  });
  app.silent = true;
  app.on('error', (error, ctx?: Ctx) => {
    // A client closed the connection during the response, or did not send HTTP: not logged.
    if (!CLIENT_ABORT_CODES.has(error.code) && !error.code?.startsWith('HPE_'))
      log.warn({ ...(ctx ? requestLogFields(ctx) : {}), err: error }, 'http.stream');
  });
  const http = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, ...REQUEST_TIMEOUTS });
  http.maxConnections = MAX_CONNECTIONS;
  const devServer = isDevelopment ? await startDevServer(http) : null;
  const build = devServer
    ? devServer.build
    : ((await import(
        pathToFileURL(path.join(ROOT, 'build/server/index.js')).href
      )) as unknown as ServerBuild);

  const probe = startServiceProbe({ tenancy, secrets, registry: metrics.registry, log });
  const workMetrics = startWorkMetrics(metrics.registry, { tenancy, log, probe });
  const publicRouter = new Router<State>({ sensitive: true });
  registerHealthRoutes(publicRouter, probe, metrics, env.METRICS_TOKEN);
  const router = new Router<State>({ sensitive: true });
  registerAuthRoutes(router, { oauth, control, secrets, lists, api, isHttps, log });
  registerFileRoutes(router, { operations, directory });
  const eventRouter = new Router<State>({ sensitive: true });
  if (env.DISCORD_PUBLIC_KEY)
    registerEventRoutes(eventRouter, {
      publicKey: env.DISCORD_PUBLIC_KEY,
      queueEntitlements: (guildIds) => tenancy.wakeDeliveries(guildIds, 'entitlements'),
    });
  const uploadRouter = new Router<State>({ sensitive: true });
  registerUploadRoutes(uploadRouter, { operations, directory, log });
  const liveStreams = registerLiveRoutes(router, {
    tenancy,
    operations,
    directory,
    metrics,
    recheckIntervalMs,
  });

  const loadRouteMatcher = memoize(async () =>
    createRouteMatcher(
      [publicRouter, eventRouter, router, uploadRouter],
      typeof build === 'function' ? await build() : build,
    ),
  );
  const matchRoute = async (path: string, method: string) =>
    (await loadRouteMatcher())(path, method);

  // In order: id and timing, headers, route, public routes, session, rate limit, Discord's events,
  // origin, uploads, form, page.
  app.use(requestId(log, metrics));
  app.use(securityHeaders({ cdnUrl: env.DISCORD_CDN_URL, isHttps, isDevelopment }));
  app.use(requestTarget(matchRoute, env.PUBLIC_URL));
  app.use(publicRouter.routes());
  if (devServer) app.use(devServer.assets);
  else
    app.use(
      serve(path.join(ROOT, 'build/client'), {
        maxage: YEAR_MS,
        immutable: true,
        index: false,
        // Of some files there is a compressed one beside: caches in between keep both.
        setHeaders: (response) => void response.setHeader('Vary', 'Accept-Encoding'),
      }),
    );
  const webDependencies = {
    operations,
    operatorOperations,
    directory,
    servers,
    operators: env.OPERATORS,
    cdnUrl: env.DISCORD_CDN_URL,
    support: toSupport(env),
    invite: createInviteUrl(env),
    services: createServicesQuery(probe, tenancy.regions),
    drafts: control,
    endSession: ({ id }: { id: string }) => control.endSession(id),
    log,
    locale,
  };
  const pages = createRemixMiddleware(build, env.NODE_ENV, env.PUBLIC_URL, (ctx) => ({
    ...createWebContext(webDependencies, ctx),
  }));
  app.use(errorPage(log, pages));
  app.use(readSessionCookie(control, isHttps));
  app.use(rateLimits(env.RATE_LIMIT_PER_MINUTE));
  app.use(eventRouter.routes());
  app.use(sameOriginOnly(env.PUBLIC_URL));
  app.use(uploadRouter.routes());
  app.use(formBody());
  app.use(router.routes());
  app.use(pages);

  const handleRequest = app.callback();
  http.on('request', limitRequestTime);
  http.on('request', handleRequest);
  // Not "send it" before it is known whether it is wanted: see form-body.ts.
  http.on('checkContinue', limitRequestTime);
  http.on('checkContinue', handleRequest);
  await listen(http, env.PORT, env.HOST);
  log.info({ port: env.PORT }, 'server.listening');
  const stopController = new AbortController();
  void waitUntilReachable(
    tenancy,
    log,
    AbortSignal.any([stopSignal, stopController.signal]),
    'control',
  ).then((ready) => ready && log.info({}, 'server.ready'));

  return {
    async stop() {
      stopController.abort();
      probe.stop();
      workMetrics.stop();
      liveStreams.close();
      // What is answered from here on, an open page's stream too, leaves no connection behind to
      // wait for.
      http.keepAliveTimeout = 1;
      http.keepAliveTimeoutBuffer = 0;
      const forceCloseTimer = setTimeout(() => http.closeAllConnections(), DRAIN_TIMEOUT_MS);
      await new Promise((resolve) => {
        http.close(resolve);
        http.closeIdleConnections();
      });
      clearTimeout(forceCloseTimer);
      await devServer?.close();
      await restBudget.stop();
      await close();
    },
  };
}

function listen(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => resolve());
  });
}

/** In development the routes may change later: their names in logs wait for the next start. */
function memoize<T>(load: () => Promise<T>): () => Promise<T> {
  let cached: Promise<T> | undefined;
  return () => {
    cached ??= load().catch((error) => {
      cached = undefined;
      throw error;
    });
    return cached;
  };
}
