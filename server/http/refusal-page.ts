import type { Middleware } from 'koa';
import type { Logger } from '../log.ts';
import { HttpRefusal } from './errors.ts';
import { logRefusal } from './request-facts.ts';
import type { State } from './state.ts';

/** What is no page: log-in's own addresses and the live stream. */
const NO_PAGE = /^\/auth\/|\/live$/i;

/** A refusal on the way to a page is told by that page, in its own look, with the refusal's status. */
export const refusalPage =
  (log: Logger, page: Middleware<State>): Middleware<State> =>
  async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (!(error instanceof HttpRefusal) || NO_PAGE.test(ctx.path)) throw error;
      logRefusal(log, ctx, error);
      ctx.state.refusal = error;
      ctx.state.retryAfterSeconds = error.retryAfterSeconds;
      ctx.state.session = null;
      await page(ctx, async () => {});
    }
  };
