import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { badRequest, HttpError } from './errors.ts';
import { logHttpError, requestLogFields } from './request-log-fields.ts';
import type { State } from './state.ts';
import { isBodyUnread, respondAndClose } from './unread-body.ts';

/** Assigns the request's id, measures and logs it, and responds to uncaught errors. */
export const requestId =
  (log: Logger, metrics: Metrics): Middleware<State> =>
  async (ctx, next) => {
    Object.assign(ctx.state, {
      requestId: randomUUID(),
      session: null,
      route: null,
      body: null,
      httpError: null,
      retryAfterSeconds: null,
    } satisfies Partial<State>);
    ctx.set('x-request-id', ctx.state.requestId);
    const stopTimer = metrics.httpDuration.startTimer({ method: ctx.method });
    try {
      await next();
    } catch (error) {
      const httpError = toHttpError(error);
      if (httpError) logHttpError(log, ctx, httpError);
      else log.error({ ...requestLogFields(ctx), err: error }, 'http.fault');
      if (httpError?.retryAfterSeconds) ctx.set('retry-after', String(httpError.retryAfterSeconds));
      ctx.status = httpError?.status ?? 500;
      ctx.type = 'text/plain';
      const text = httpError
        ? `${httpError.status} ${httpError.code}\n${httpError.hint ? `${httpError.hint}\n` : ''}`
        : `500 Something went wrong. It is logged under ${ctx.state.requestId}.\n`;
      if (isBodyUnread(ctx.req)) {
        ctx.respond = false;
        await respondAndClose(ctx.req, ctx.res, Buffer.from(text));
      } else ctx.body = text;
    } finally {
      stopTimer({ status: String(ctx.status) });
    }
  };

/** What a library refuses as the client's fault (it says so by its status) is a bad request. */
function toHttpError(error: unknown): HttpError | null {
  if (error instanceof HttpError) return error;
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return expose === true && typeof status === 'number' && status < 500 ? badRequest() : null;
}
