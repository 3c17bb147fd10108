import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../core.ts';
import { DiscordError, discordError } from '../errors/discord-error.ts';
import { readBody } from './body.ts';
import type { Fault } from './faults.ts';
import { HttpResponse, toHttpResponse, writeResponse } from './http-response.ts';
import { RestRequest } from './rest-request.ts';
import type { RestRoute } from './rest-route.ts';
import type { Match, RouteTable } from './route-table.ts';

const MAJOR_PARAMETERS = ['channel_id', 'guild_id', 'webhook_id', 'token', 'interaction_token'];
const NOT_FOUND = new HttpResponse(404, { message: '404: Not Found', code: 0 });

/** One REST request from arrival to answer: find, authenticate, limit, (fail on order), do, log. */
export async function serveRest(
  core: Core,
  routes: RouteTable<RestRoute>,
  strict: boolean,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams,
): Promise<void> {
  const method = request.method ?? 'GET';
  const match = routes.find(method, path);
  const route = match?.pattern ?? 'unknown';
  const { application, bearer, failed } = authenticate(core, request.headers.authorization);
  const botId = application?.id ?? match?.params['application_id'] ?? null;
  const respond = (httpResponse: HttpResponse, extra: Record<string, string> = {}) => {
    const isShared = httpResponse.headers['x-ratelimit-scope'] === 'shared';
    core.requestLog.record({ method, route, path, status: httpResponse.status, botId }, isShared);
    writeResponse(response, httpResponse, extra);
  };
  if (core.requestLog.invalidRequests().banned)
    return respond(new HttpResponse(429, 'error code: 1015', { 'retry-after': '600' }));
  if (!match) {
    const body = await readBody(request).catch(() => ({ json: null }));
    if (strict) core.requestLog.recordUnknown({ method, path, body: body.json });
    return respond(NOT_FOUND);
  }
  const isOpen = match.value.audience === 'open';
  if (!isOpen && (failed || !isAdmitted(match.value, application !== null, bearer !== null))) {
    await readBody(request).catch(() => null);
    return respond(new HttpResponse(401, { message: '401: Unauthorized', code: 0 }));
  }
  const identity = isOpen ? 'interaction' : (application?.id ?? bearer?.token ?? 'nobody');
  const rateLimit = core.rateLimits.consume(
    `${method} ${route}`,
    getMajorParameter(match),
    identity,
    isOpen,
  );
  if (rateLimit.rejection) {
    await readBody(request).catch(() => null);
    const { retryAfter, global } = rateLimit.rejection;
    const body = { message: 'You are being rate limited.', retry_after: retryAfter, global };
    return respond(new HttpResponse(429, body, rateLimit.headers));
  }
  const fault = core.faults.consume(method, route, path);
  const runHandler = async () => {
    try {
      const { json, files } = await readBody(request);
      const restRequest = new RestRequest({
        params: match.params,
        query,
        json,
        files,
        application,
        bearer,
      });
      const result = toHttpResponse(await match.value.handle(core, restRequest));
      if (method !== 'GET') core.markChanged();
      return result;
    } catch (error) {
      return toErrorResponse(error);
    }
  };
  const httpResponse = fault
    ? await withFault(core, fault, runHandler, request)
    : await runHandler();
  if (!httpResponse) {
    core.requestLog.record({ method, route, path, status: 0, botId });
    request.socket.destroy();
    return;
  }
  respond(httpResponse, rateLimit.headers);
}

/** The faulty answer; null means the connection is cut. */
async function withFault(
  core: Core,
  fault: Fault,
  runHandler: () => Promise<HttpResponse>,
  request: IncomingMessage,
): Promise<HttpResponse | null> {
  const recordHit = () => {
    fault.hits++;
    core.eventBus.emit(`fault:${fault.id}`);
  };
  // Who waits for a fault wants what it lets happen to have happened.
  if (!fault.afterEffect) recordHit();
  if (fault.held) await waitForRelease(core, fault.id);
  if (fault.delayMs) await wait(fault.delayMs);
  const isFailing = fault.drop || fault.hang || fault.status !== undefined;
  if (!isFailing) return runHandler();
  if (fault.afterEffect) {
    await runHandler();
    recordHit();
  }
  if (fault.hang && !request.socket.destroyed) await once(request.socket, 'close');
  if (fault.drop || fault.hang) return null;
  const status = fault.status!;
  if (status !== 429)
    return new HttpResponse(status, {
      message: fault.message ?? `${status}: Injected fault`,
      code: fault.code ?? 0,
    });
  const retryAfterSeconds = fault.retryAfter ?? 1;
  const global = fault.global ?? fault.scope === 'global';
  return new HttpResponse(
    429,
    {
      message: fault.message ?? 'You are being rate limited.',
      retry_after: retryAfterSeconds,
      global,
      ...(fault.code === undefined ? {} : { code: fault.code }),
    },
    {
      'retry-after': String(retryAfterSeconds),
      'x-ratelimit-scope': fault.scope ?? (global ? 'global' : 'user'),
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
  );
}

function waitForRelease(core: Core, faultId: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  return promise.finally(core.eventBus.on(`release:${faultId}`, () => resolve()));
}

function authenticate(core: Core, header: string | undefined) {
  const [scheme, token] = (header ?? '').split(' ');
  if (scheme === 'Bot' && token) {
    const application = core.state.applicationByToken.get(token) ?? null;
    return { application, bearer: null, failed: !application };
  }
  if (scheme === 'Bearer' && token) {
    const record = core.state.accessTokens.get(token);
    const bearer = record && record.expiresAt > core.clock.now() ? record : null;
    return { application: null, bearer, failed: !bearer };
  }
  return { application: null, bearer: null, failed: header !== undefined };
}

function isAdmitted(route: RestRoute, bot: boolean, bearer: boolean): boolean {
  if (route.audience === 'bot') return bot;
  if (route.audience === 'bearer') return bearer;
  return bot || bearer;
}

function getMajorParameter(match: Match<unknown>): string {
  for (const name of MAJOR_PARAMETERS) {
    const value = match.params[name];
    if (value !== undefined) return value;
  }
  return '';
}

function toErrorResponse(error: unknown): HttpResponse {
  if (error instanceof DiscordError)
    return new HttpResponse(error.status, error.body, error.headers);
  // A client that died in the middle of its request is no failure of ours.
  if ((error as { code?: unknown } | null)?.code !== 'ECONNRESET')
    console.error('The local Discord failed:', error);
  return new HttpResponse(500, { message: '500: Internal Server Error', code: 0 });
}

export function requireScope(restRequest: RestRequest, scope: string): string {
  if (!restRequest.bearer?.scopes.includes(scope)) throw discordError(50025);
  return restRequest.bearer.userId;
}
