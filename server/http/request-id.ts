import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { answerUnread, isUnread } from './close-unread.ts';
import { badRequest, HttpRefusal } from './errors.ts';
import { logRefusal, requestFacts } from './request-facts.ts';
import type { State } from './state.ts';

/** Names the request, times it, logs it by id and code, and answers for whatever nobody caught. */
export const requestId =
  (log: Logger, metrics: Metrics): Middleware<State> =>
  async (ctx, next) => {
    Object.assign(ctx.state, {
      requestId: randomUUID(),
      session: null,
      route: null,
      body: null,
      refusal: null,
      retryAfterSeconds: null,
    } satisfies Partial<State>);
    ctx.set('x-request-id', ctx.state.requestId);
    const done = metrics.httpDuration.startTimer({ method: ctx.method });
    try {
      await next();
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal) logRefusal(log, ctx, refusal);
      else log.error({ ...requestFacts(ctx), err: error }, 'http.fault');
      if (refusal?.retryAfterSeconds) ctx.set('retry-after', String(refusal.retryAfterSeconds));
      ctx.status = refusal?.status ?? 500;
      ctx.type = 'text/plain';
      const text = refusal
        ? `${refusal.status} ${refusal.code}\n${refusal.hint ? `${refusal.hint}\n` : ''}`
        : `500 Something went wrong. It is logged under ${ctx.state.requestId}.\n`;
      if (isUnread(ctx.req)) {
        ctx.respond = false;
        await answerUnread(ctx.req, ctx.res, Buffer.from(text));
      } else ctx.body = text;
    } finally {
      done({ status: String(ctx.status) });
    }
  };

/** What a library refuses as the client's fault (it says so by its status) is a bad request. */
function asRefusal(error: unknown): HttpRefusal | null {
  if (error instanceof HttpRefusal) return error;
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return expose === true && typeof status === 'number' && status < 500 ? badRequest() : null;
}
