import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { HttpRefusal } from './errors.ts';
import type { State } from './state.ts';

/** Names the request, times it, logs it by id and code, and answers for whatever nobody caught. */
export const requestId =
  (log: Logger, metrics: Metrics): Middleware<State> =>
  async (ctx, next) => {
    ctx.state.requestId = randomUUID();
    ctx.set('x-request-id', ctx.state.requestId);
    const done = metrics.httpDuration.startTimer({ method: ctx.method });
    try {
      await next();
    } catch (error) {
      const refusal = error instanceof HttpRefusal ? error : null;
      ctx.status = refusal?.status ?? 500;
      ctx.type = 'text/plain';
      ctx.body = refusal
        ? `${refusal.status} ${refusal.code}\n`
        : `500 Something went wrong. It is logged under ${ctx.state.requestId}.\n`;
      const { requestId, session } = ctx.state;
      if (refusal) logRefusal(log, requestId, refusal);
      else log.error({ requestId, userId: session?.userId, err: error }, 'http.fault');
    } finally {
      done({ status: String(ctx.status) });
    }
  };

/** A refusal is nobody's fault here unless something of ours is away. */
export function logRefusal(log: Logger, requestId: string, { status, code, cause }: HttpRefusal) {
  if (status < 500) log.info({ requestId, code }, 'http.refused');
  else log.warn({ requestId, code, err: cause }, 'http.unavailable');
}
