import type { Middleware } from 'koa';
import { badRequest } from './errors.ts';
import { hasBody } from './read-body.ts';
import type { MatchedRoute } from './route-matcher.ts';
import type { State } from './state.ts';

/** The Fetch standard has no request for them, and no page answers them. */
const FORBIDDEN_METHODS = new Set(['CONNECT', 'TRACE', 'TRACK']);

/**
 * Refuses request targets that none of our links have, before the path is parsed; then finds the
 * route.
 * @param publicUrl whose host a target in absolute form has to name
 */
export const requestTarget =
  (
    match: (path: string, method: string) => Promise<MatchedRoute | null>,
    publicUrl: string,
  ): Middleware<State> =>
  async (ctx, next) => {
    const { method, req } = ctx;
    const target = toOriginForm(req.url ?? '', publicUrl);
    if (FORBIDDEN_METHODS.has(method) || target === null || !isWellFormed(target))
      throw badRequest();
    req.url = target;
    if ((method === 'GET' || method === 'HEAD') && hasBody(req)) throw badRequest();
    ctx.state.route = await match(ctx.path, ctx.method);
    await next();
  };

/**
 * A path that means the same to everything that reads it. An empty first segment is a host to
 * WHATWG URL; dot segments and slashes that are encoded are decoded by some readers and not by
 * others.
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

/**
 * The path and query of a target, as they were sent. A target in absolute form (RFC 9112, section
 * 3.2.2: every server accepts it) has to name our host; its scheme is what the sender knows, which
 * behind a proxy need not be ours.
 * @returns null for another host
 */
export function toOriginForm(target: string, publicUrl: string): string | null {
  const absolute = /^(https?:\/\/[^/?#\\]*)(.*)$/is.exec(target);
  if (!absolute) return target;
  const [, authority = '', rest = ''] = absolute;
  if (!URL.canParse(authority)) return null;
  const { host, username, password } = new URL(authority);
  if (username || password || host !== new URL(publicUrl).host) return null;
  return rest.startsWith('/') ? rest : `/${rest}`;
}
