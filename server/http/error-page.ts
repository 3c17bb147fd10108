import type { Middleware } from 'koa';
import type { Logger } from '../log.ts';
import { HttpError } from './errors.ts';
import { logHttpError } from './request-log-fields.ts';
import type { State } from './state.ts';

/** Not pages: the sign-in routes, the live stream, and what uploads files. */
const NON_PAGE_PATH = /^\/auth\/|\/live$|^\/upload\/[^/]+\/[^/]+\/files/i;

/** A refusal of a page request is rendered by the page's own layout, with the refusal's status. */
export const errorPage =
  (log: Logger, page: Middleware<State>): Middleware<State> =>
  async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (!(error instanceof HttpError) || NON_PAGE_PATH.test(ctx.path)) throw error;
      logHttpError(log, ctx, error);
      ctx.state.httpError = error;
      ctx.state.retryAfterSeconds = error.retryAfterSeconds;
      ctx.state.session = null;
      await page(ctx, async () => {});
    }
  };
