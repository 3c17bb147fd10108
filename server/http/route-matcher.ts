import type Router from '@koa/router';
import type { ServerBuild } from '@remix-run/node';
import { matchRoutes } from '@remix-run/react';
import { GUARD, type RouteGuard } from '../../web/routing/guard.ts';
import type { State } from './state.ts';

/** The route that a request is for. */
export interface MatchedRoute {
  /** As declared, `/g/:guildId/live`: it names no guild and holds no token, so it may be logged. */
  pattern: string;
  guildId: string | null;
  /** What its action takes at most; null: it does not say. */
  maxBodyBytes: number | null;
}

type RouteObject = Parameters<typeof matchRoutes>[0][number];

/** Finds the route of a path among the server's own and the dashboard's. */
export function createRouteMatcher(
  routers: readonly Router<State>[],
  build: Pick<ServerBuild, 'routes'>,
): (path: string, method: string) => MatchedRoute | null {
  const pages = toRouteObjects(build.routes, undefined);

  return (path, method) => {
    for (const router of routers) {
      const layer = router.match(path, method).pathAndMethod.at(-1);
      if (layer)
        return {
          pattern: String(layer.path),
          guildId: parseSnowflake(/^\/(?:g|upload)\/([^/]+)/.exec(path)?.[1]),
          maxBodyBytes: null,
        };
    }
    const matches = matchRoutes(pages, stripDataSuffix(path));
    if (!matches) return null;
    const limits = matches.map(({ route }) => bodyLimitOf(build, route.id));
    return {
      pattern: `/${matches.flatMap(({ route }) => route.path || []).join('/')}`,
      guildId: parseSnowflake(matches.at(-1)?.params.guildId),
      maxBodyBytes: limits.findLast((limit) => limit !== null) ?? null,
    };
  };
}

/** The browser's router requests a page's data under the page's path with a suffix. */
const stripDataSuffix = (path: string): string =>
  path === '/_root.data' ? '/' : path.replace(/\.data$/, '');

function toRouteObjects(
  routes: ServerBuild['routes'],
  parentId: string | undefined,
): RouteObject[] {
  return Object.values(routes).flatMap((route) => {
    if (!route || route.parentId !== parentId) return [];
    const { id, path, index, caseSensitive } = route;
    const shared = { id, ...(path ? { path } : {}), caseSensitive: caseSensitive ?? false };
    return [
      index
        ? { ...shared, index: true as const }
        : { ...shared, children: toRouteObjects(routes, id) },
    ];
  });
}

function bodyLimitOf(build: Pick<ServerBuild, 'routes'>, id: string | undefined): number | null {
  const action = id ? build.routes[id]?.module.action : undefined;
  return (action as { [GUARD]?: RouteGuard } | undefined)?.[GUARD]?.maxBodyBytes ?? null;
}

const parseSnowflake = (id: string | undefined): string | null =>
  /^[0-9]{15,20}$/.exec(id ?? '')?.[0] ?? null;
