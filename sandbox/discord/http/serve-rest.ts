import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import { DiscordError, discordError } from '../errors/discord-error.ts';
import { NOT_SPOKEN } from '../errors/not-spoken.ts';
import { readBody } from './body.ts';
import { HttpResponse, toHttpResponse, writeResponse } from './http-response.ts';
import { answerWithFault } from './injected-fault.ts';
import { RestRequest } from './rest-request.ts';
import type { RestRoute } from './rest-route.ts';
import type { Match, RouteTable } from './route-table.ts';
import { rejectUserAgent } from './user-agent.ts';

const MAJOR_PARAMETERS = ['channel_id', 'guild_id', 'webhook_id', 'token', 'interaction_token'];
/** Discord's own proxy: clients take a 429 without it for a ban by Cloudflare. */
const VIA = { via: '1.1 google' };
const MAX_REASON_LENGTH = 512;
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
  const reportNotSpoken = (httpResponse: HttpResponse, body: unknown) => {
    const { code, message } = (httpResponse.body ?? {}) as { code?: number; message?: string };
    if (code !== NOT_SPOKEN) return;
    console.warn(message);
    if (strict) core.requestLog.recordUnknown({ method, path, body });
  };
  if (core.requestLog.invalidRequests().banned)
    return respond(new HttpResponse(429, 'error code: 1015', { 'retry-after': '600' }));
  const rejectedUserAgent = rejectUserAgent(request.headers['user-agent']);
  if (rejectedUserAgent) {
    await readBody(request).catch(() => null);
    return respond(rejectedUserAgent);
  }
  if (!match) {
    const body = await readBody(request).catch(() => ({ json: null }));
    if (strict) core.requestLog.recordUnknown({ method, path, body: body.json });
    return respond(NOT_FOUND, VIA);
  }
  const isOpen = match.value.audience === 'open';
  if (!isOpen && (failed || !isAdmitted(match.value, application !== null, bearer !== null))) {
    await readBody(request).catch(() => null);
    return respond(createRefusal(match.value, application !== null), VIA);
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
    const body = {
      message: 'You are being rate limited.',
      retry_after: retryAfter,
      global,
      code: 0,
    };
    return respond(new HttpResponse(429, body, rateLimit.headers), VIA);
  }
  const fault = core.faults.consume(method, route, path);
  const runHandler = async () => {
    let json: unknown = null;
    try {
      const body = await readBody(request);
      const { files } = body;
      json = body.json;
      const restRequest = new RestRequest({
        params: match.params,
        query,
        json,
        files,
        application,
        bearer,
        auditReason: readAuditReason(request.headers['x-audit-log-reason']),
      });
      const result = toHttpResponse(await match.value.handle(core, restRequest));
      if (method !== 'GET') core.markChanged();
      return result;
    } catch (error) {
      const errorResponse = toErrorResponse(error);
      reportNotSpoken(errorResponse, json);
      return errorResponse;
    }
  };
  const httpResponse = fault
    ? await answerWithFault(core, fault, runHandler, request)
    : await runHandler();
  if (!httpResponse) {
    core.requestLog.record({ method, route, path, status: 0, botId });
    request.socket.destroy();
    return;
  }
  const isGlobal = httpResponse.headers['x-ratelimit-global'] !== undefined;
  respond(httpResponse, isGlobal ? VIA : { ...VIA, ...rateLimit.headers });
}

/** A bot on a route of people's tokens is told so: 401 would say that its token is wrong. */
function createRefusal(route: RestRoute, isBot: boolean): HttpResponse {
  if (isBot && route.audience === 'bearer') return toErrorResponse(discordError(20001));
  return new HttpResponse(401, { message: '401: Unauthorized', code: 0 });
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

/** Clients encode it, as headers carry no other than Latin letters. */
function readAuditReason(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string' || header === '') return null;
  try {
    return decodeURIComponent(header).slice(0, MAX_REASON_LENGTH);
  } catch {
    return header.slice(0, MAX_REASON_LENGTH);
  }
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
