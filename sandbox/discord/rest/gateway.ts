import type { Core } from '../core.ts';
import { getSessionLimit } from '../gateway/identify.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';

const GUILDS_PER_SHARD = 1000;

export const gatewayRoutes: RestRoute[] = [
  {
    method: 'GET',
    path: '/gateway',
    audience: 'open',
    handle: (core) => ({ url: getGatewayUrl(core) }),
  },
  botRoute('GET', '/gateway/bot', getGatewayBot),
];

function getGatewayBot(core: Core, request: RestRequest): unknown {
  const application = request.application!;
  const guilds = core.state.guildsOf.get(application.id)?.size ?? 0;
  const sessionLimit = getSessionLimit(core, application);
  return {
    url: getGatewayUrl(core),
    shards: Math.max(1, Math.ceil(guilds / GUILDS_PER_SHARD)),
    session_start_limit: {
      total: core.rules.sessionStartsPerDay,
      remaining: sessionLimit.remaining,
      reset_after: Math.max(0, sessionLimit.resetAt - core.clock.now()),
      max_concurrency: application.maxConcurrency,
    },
  };
}

function getGatewayUrl(core: Core): string {
  return `${core.url.replace(/^http/, 'ws')}/gateway`;
}
