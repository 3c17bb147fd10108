import type { Core } from '../core.ts';
import { sessionStarts } from '../gateway/identify.ts';
import type { Call } from '../http/call.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';

const GUILDS_PER_SHARD = 1000;

export const gatewayRoutes: RestRoute[] = [
  { method: 'GET', path: '/gateway', audience: 'open', handle: (core) => ({ url: address(core) }) },
  botRoute('GET', '/gateway/bot', forBot),
];

function forBot(core: Core, call: Call): unknown {
  const application = call.application!;
  const guilds = core.world.guildsOf.get(application.id)?.size ?? 0;
  const starts = sessionStarts(core, application);
  return {
    url: address(core),
    shards: Math.max(1, Math.ceil(guilds / GUILDS_PER_SHARD)),
    session_start_limit: {
      total: core.rules.sessionStartsPerDay,
      remaining: starts.remaining,
      reset_after: Math.max(0, starts.resetAt - core.clock.now()),
      max_concurrency: application.maxConcurrency,
    },
  };
}

function address(core: Core): string {
  return `${core.url.replace(/^http/, 'ws')}/gateway`;
}
