import type { Middleware } from 'koa';
import { HttpError } from '../http/errors.ts';
import type { State } from '../http/state.ts';

/**
 * Secure cookies cannot be set on a request that came without TLS. Behind a proxy that is a matter of
 * its headers and of how many proxies are trusted: whoever sets it up is told which.
 */
export const requireTls =
  (isHttps: boolean): Middleware<State> =>
  async (ctx, next) => {
    if (isHttps && !ctx.secure)
      throw new HttpError(400, 'tls_required', { hint: createHint(ctx.app.proxy) });
    await next();
  };

const createHint = (isProxyTrusted: boolean): string =>
  isProxyTrusted
    ? 'PUBLIC_URL is https, but this request came by http: the proxy in front must send "X-Forwarded-Proto: https".'
    : 'PUBLIC_URL is https, but this request came by http. Behind a proxy that ends TLS, set TRUST_PROXY to the number of proxies, and have the first one send "X-Forwarded-Proto: https".';
