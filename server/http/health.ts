import type Router from '@koa/router';
import type { Tenancy } from '../../tenancy/index.ts';
import type { Metrics } from '../metrics.ts';
import { HttpRefusal } from './errors.ts';
import type { State } from './state.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** `/healthz`: the process runs. `/readyz`: it can do its work, or says what is away. `/metrics`. */
export function healthRoutes(
  router: Router<State>,
  tenancy: Tenancy,
  metrics: Metrics,
  metricsToken: string,
): void {
  router.get('/healthz', (ctx) => {
    ctx.body = { ok: true };
  });
  router.get('/readyz', async (ctx) => {
    const away = await tenancy.unreachable();
    ctx.status = away.length === 0 ? 200 : 503;
    ctx.body = { ok: away.length === 0, unreachable: away };
  });
  router.get('/metrics', async (ctx) => {
    const allowed = metricsToken
      ? ctx.get('authorization') === `Bearer ${metricsToken}`
      : LOOPBACK.test(ctx.req.socket.remoteAddress ?? '') && !ctx.get('x-forwarded-for');
    if (!allowed) throw new HttpRefusal(404, 'not_found');
    ctx.type = metrics.registry.contentType;
    ctx.body = await metrics.registry.metrics();
  });
}
