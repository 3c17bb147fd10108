import type { Middleware } from 'koa';
import { badRequest } from './errors.ts';
import { hasBody } from './read-body.ts';
import type { MatchedRoute } from './route-table.ts';
import type { State } from './state.ts';

/** The Fetch standard has no request for them, and no page answers them. */
const FORBIDDEN_METHODS = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** Refuses what no link of ours leads to, before anything looks at the path; then finds its route. */
export const requestTarget =
  (match: (path: string, method: string) => Promise<MatchedRoute | null>): Middleware<State> =>
  async (ctx, next) => {
    const { method, req } = ctx;
    if (FORBIDDEN_METHODS.has(method) || !isWellFormed(req.url ?? '')) throw badRequest();
    if ((method === 'GET' || method === 'HEAD') && hasBody(req)) throw badRequest();
    ctx.state.route = await match(ctx.path, ctx.method);
    await next();
  };

/**
 * A path that means the same to everything that reads it. An empty first segment is a host to
 * WHATWG URL; dot segments and slashes that are encoded are decoded by some readers and not by others.
 */
export function isWellFormed(target: string): boolean {
  const path = target.split('?', 1)[0] ?? '';
  if (!path.startsWith('/') || path.startsWith('//')) return false;
  try {
    const segments = path.split('/').map(decodeURIComponent);
    return segments.every(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
      (segment) => segment !== '.' && segment !== '..' && !/[/\\\u0000-\u001f]/.test(segment),
    );
  } catch {
    return false;
  }
}
