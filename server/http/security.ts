import { randomBytes } from 'node:crypto';
import type { Middleware } from 'koa';
import { EMBED_ORIGINS } from '../../domain/index.ts';
import { HttpError } from './errors.ts';
import type { State } from './state.ts';

/**
 * Headers of every answer. Scripts and styles run only with the request's nonce; style attributes
 * are let through, for the component library positions with them.
 */
export function securityHeaders(options: {
  cdnUrl: string;
  isHttps: boolean;
  /** The development server's client has inline scripts of its own and a WebSocket. */
  isDevelopment: boolean;
}): Middleware<State> {
  return async (ctx, next) => {
    // None where none is needed: browsers hide it, and React would warn that it finds another.
    const nonce = options.isDevelopment ? '' : randomBytes(16).toString('base64');
    ctx.state.nonce = nonce;
    const inline = options.isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`;
    ctx.set(
      'content-security-policy',
      [
        "default-src 'self'",
        `script-src 'self' ${inline}`,
        `style-src 'self' ${inline}`,
        "style-src-attr 'unsafe-inline'",
        `img-src 'self' data: ${options.cdnUrl}`,
        `connect-src 'self'${options.isDevelopment ? ' ws:' : ''}`,
        `frame-src ${EMBED_ORIGINS.join(' ')}`,
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        ...(options.isHttps ? ['upgrade-insecure-requests'] : []),
      ].join('; '),
    );
    ctx.set('x-content-type-options', 'nosniff');
    ctx.set('x-frame-options', 'DENY');
    ctx.set('referrer-policy', 'same-origin');
    ctx.set('cross-origin-opener-policy', 'same-origin');
    ctx.set('cross-origin-resource-policy', 'same-origin');
    ctx.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    if (options.isHttps)
      ctx.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
    await next();
  };
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A request that changes something must come from our own pages: the browser says so in `Origin`
 * or, where it sends none, in `Sec-Fetch-Site`. What says nothing is refused. A page without
 * referrer sends `null` for its origin when its form is posted without script: that is none.
 */
export const sameOriginOnly =
  (publicUrl: string): Middleware<State> =>
  async (ctx, next) => {
    if (!SAFE_METHODS.has(ctx.method)) {
      const origin = ctx.get('origin');
      const hasOrigin = origin !== '' && origin !== 'null';
      const isSameOrigin = hasOrigin
        ? origin === new URL(publicUrl).origin
        : ctx.get('sec-fetch-site') === 'same-origin';
      if (!isSameOrigin) throw new HttpError(403, 'forbidden');
    }
    await next();
  };
