import type { Middleware } from 'koa';
import { HttpError } from '../http/errors.ts';
import type { State } from '../http/state.ts';

/**
 * Refuses requests without TLS, on which secure cookies cannot be set. Behind a proxy its headers
 * or TRUST_PROXY are wrong: the hint tells the operator which.
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
    ? 'PUBLIC_URL uses https, but this request arrived over http. Make the proxy send "X-Forwarded-Proto: https".'
    : 'PUBLIC_URL uses https, but this request arrived over http. If a proxy terminates TLS, set TRUST_PROXY to the number of proxies and make the first one send "X-Forwarded-Proto: https".';
