import type { Middleware } from 'koa';
import type { Logger } from '../log.ts';
import { HttpError } from './errors.ts';
import { logHttpError } from './request-log-fields.ts';
import type { State } from './state.ts';

/** What is no page: log-in's own addresses and the live stream. */
const NON_PAGE_PATH = /^\/auth\/|\/live$/i;

/** A refusal on the way to a page is told by that page, in its own look, with the refusal's status. */
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
