import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import * as features from '../../domain/features.ts';
import { isOperation } from '../../domain/operations/bind.ts';
import * as operatorFeatures from '../../domain/operator-features.ts';
import { GUARD, type RouteGuard } from '../../web/routing/guard.ts';
import type { WebApp } from './web-app.ts';

type Handler = { [GUARD]?: RouteGuard };

export const build: ServerBuild = await import(
  pathToFileURL(path.resolve(import.meta.dirname, '../../build/server/index.js')).href
);
export const handlers = Object.values(build.routes).flatMap((route) =>
  (['loader', 'action'] as const).flatMap((kind) => {
    const run = route?.module[kind] as Handler | undefined;
    return run && route
      ? [{ name: `${route.id} ${kind}`, routeId: route.id, kind, guard: run[GUARD] }]
      : [];
  }),
);
export const guildHandlers = handlers.filter(
  ({ guard }) => guard && !['public', 'viewer', 'operator'].includes(guard.access),
);
export type RouteHandler = (typeof handlers)[number];

/** The address of a route, with its parameters filled in. */
function getPath(routeId: string, params: Record<string, string>): string {
  const parts: string[] = [];
  for (let id: string | undefined = routeId; id; id = build.routes[id]?.parentId) {
    const pattern = build.routes[id]?.path;
    if (pattern) parts.unshift(pattern);
  }
  return `/${parts.join('/')}`.replace(/:(\w+)/g, (_, name) =>
    encodeURIComponent(params[name] ?? ''),
  );
}

export const findHandler = (name: string) => handlers.find((each) => each.name === name)!;

interface RequestOptions {
  /** Null: nobody is signed in. */
  personId: string | null;
  params?: Record<string, string>;
  form?: Record<string, string> | undefined;
  headers?: Record<string, string>;
  search?: string;
}

let requests = 0;

/** Calls one loader or action as the browser's router does. */
export async function callHandler(
  app: WebApp,
  { routeId, kind }: RouteHandler,
  { personId, params = {}, form, headers = {}, search = '' }: RequestOptions,
): Promise<{ status: number; body: string }> {
  const visitor = personId ? await app.signIn(personId) : null;
  const address = `${app.url}${getPath(routeId, params)}.data?_routes=${encodeURIComponent(routeId)}${search}`;
  const response = await fetch(address, {
    redirect: 'manual',
    headers: { origin: app.url, ...(visitor ? { cookie: visitor.cookie() } : {}), ...headers },
    ...(kind === 'action'
      ? {
          method: 'POST',
          body: new URLSearchParams({ requestId: `guards:${++requests}-request`, ...form }),
        }
      : {}),
  });
  return { status: response.status, body: await response.text() };
}

/** A redirect, as the browser's router is told of it. */
export const REDIRECTED = 202;

const MUTATIONS = [features, operatorFeatures]
  .flatMap((registry) => Object.values(registry).flatMap((feature) => Object.values(feature)))
  .filter(isOperation)
  .flatMap(({ kind, name }) => (kind === 'mutation' ? [name] : []));

/** How many mutations the server has done so far. */
export async function countMutations({ url, variables }: WebApp): Promise<number> {
  const headers = { authorization: `Bearer ${variables.METRICS_TOKEN}` };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  return [
    ...text.matchAll(/^vektra_operation_seconds_count{operation="([^"]+)",outcome="done"} (\d+)/gm),
  ].reduce((sum, [, name = '', count]) => sum + (MUTATIONS.includes(name) ? Number(count) : 0), 0);
}

/**
 * The fields that a refusal names, as turbo-stream writes them: each string once. Not `intent` and
 * `requestId`, which every outcome has as keys.
 */
export const listFields = (body: string): string[] =>
  ['reason', 'body', 'status', 'platform'].filter((name) => body.includes(`"${name}"`));
