import type Router from '@koa/router';
import type { Metrics } from '../metrics.ts';
import type { ServiceProbe } from '../services/probe.ts';
import { isEqualInConstantTime } from './constant-time.ts';
import { HttpError } from './errors.ts';
import type { State } from './state.ts';

/**
 * `/healthz`: the process runs. `/readyz`: it can serve, which needs the control database only: an
 * unavailable region or Vault affects every server alike. `/metrics`: with the metrics token.
 */
export function registerHealthRoutes(
  router: Router<State>,
  probe: ServiceProbe,
  metrics: Metrics,
  metricsToken: string,
): void {
  router.get('/healthz', (ctx) => {
    ctx.body = { ok: true };
  });
  router.get('/readyz', async (ctx) => {
    const isReady = (await probe.latest()).control.latencyMs !== null;
    ctx.status = isReady ? 200 : 503;
    ctx.body = { ok: isReady, unreachable: isReady ? [] : ['control'] };
  });
  router.get('/metrics', async (ctx) => {
    if (!metricsToken || !isEqualInConstantTime(ctx.get('authorization'), `Bearer ${metricsToken}`))
      throw new HttpError(404, 'not_found');
    ctx.type = metrics.registry.contentType;
    ctx.body = await metrics.registry.metrics();
  });
}
