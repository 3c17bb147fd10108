import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../core.ts';
import { DiscordError, discordError } from '../errors/discord-error.ts';
import { Answer, toAnswer, write } from './answer.ts';
import { readBody } from './body.ts';
import { Call } from './call.ts';
import type { Fault } from './faults.ts';
import type { RestRoute } from './rest-route.ts';
import type { Match, RouteTable } from './routes.ts';

const MAJOR = ['channel_id', 'guild_id', 'webhook_id', 'token', 'interaction_token'];
const NOT_FOUND = new Answer(404, { message: '404: Not Found', code: 0 });

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
  const done = (answer: Answer, extra: Record<string, string> = {}) => {
    const shared = answer.headers['x-ratelimit-scope'] === 'shared';
    core.traffic.record({ method, route, path, status: answer.status, botId }, shared);
    write(response, answer, extra);
  };
  if (core.traffic.invalidRequests().banned)
    return done(new Answer(429, 'error code: 1015', { 'retry-after': '600' }));
  if (!match) {
    const body = await readBody(request).catch(() => ({ json: null }));
    if (strict) core.traffic.unknown({ method, path, body: body.json });
    return done(NOT_FOUND);
  }
  const open = match.value.audience === 'open';
  if (!open && (failed || !admits(match.value, application !== null, bearer !== null))) {
    await readBody(request).catch(() => null);
    return done(new Answer(401, { message: '401: Unauthorized', code: 0 }));
  }
  const who = open ? 'interaction' : (application?.id ?? bearer?.token ?? 'nobody');
  const verdict = core.limits.take(`${method} ${route}`, major(match), who, open);
  if (verdict.refused) {
    await readBody(request).catch(() => null);
    const { retryAfter, global } = verdict.refused;
    const body = { message: 'You are being rate limited.', retry_after: retryAfter, global };
    return done(new Answer(429, body, verdict.headers));
  }
  const fault = core.faults.take(method, route, path);
  const perform = async () => {
    try {
      const { json, files } = await readBody(request);
      const call = new Call({ params: match.params, query, json, files, application, bearer });
      const result = toAnswer(await match.value.handle(core, call));
      if (method !== 'GET') core.changed();
      return result;
    } catch (error) {
      return failure(error);
    }
  };
  const answer = fault ? await withFault(core, fault, perform, request) : await perform();
  if (!answer) {
    core.traffic.record({ method, route, path, status: 0, botId });
    request.socket.destroy();
    return;
  }
  done(answer, verdict.headers);
}

/** The faulty answer; null means the connection is cut. */
async function withFault(
  core: Core,
  fault: Fault,
  perform: () => Promise<Answer>,
  request: IncomingMessage,
): Promise<Answer | null> {
  const hit = () => {
    fault.hits++;
    core.signals.tell(`fault:${fault.id}`);
  };
  // Who waits for a fault wants what it lets happen to have happened.
  if (!fault.afterEffect) hit();
  if (fault.held) await released(core, fault.id);
  if (fault.delayMs) await wait(fault.delayMs);
  const failing = fault.drop || fault.hang || fault.status !== undefined;
  if (!failing) return perform();
  if (fault.afterEffect) {
    await perform();
    hit();
  }
  if (fault.hang && !request.socket.destroyed) await once(request.socket, 'close');
  if (fault.drop || fault.hang) return null;
  const status = fault.status!;
  if (status !== 429)
    return new Answer(status, {
      message: fault.message ?? `${status}: Injected fault`,
      code: fault.code ?? 0,
    });
  const retry = fault.retryAfter ?? 1;
  const global = fault.global ?? fault.scope === 'global';
  return new Answer(
    429,
    {
      message: fault.message ?? 'You are being rate limited.',
      retry_after: retry,
      global,
      ...(fault.code === undefined ? {} : { code: fault.code }),
    },
    {
      'retry-after': String(retry),
      'x-ratelimit-scope': fault.scope ?? (global ? 'global' : 'user'),
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
  );
}

function released(core: Core, faultId: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  return promise.finally(core.signals.on(`release:${faultId}`, () => resolve()));
}

function authenticate(core: Core, header: string | undefined) {
  const [scheme, token] = (header ?? '').split(' ');
  if (scheme === 'Bot' && token) {
    const application = core.world.applicationByToken.get(token) ?? null;
    return { application, bearer: null, failed: !application };
  }
  if (scheme === 'Bearer' && token) {
    const record = core.world.accessTokens.get(token);
    const bearer = record && record.expiresAt > core.clock.now() ? record : null;
    return { application: null, bearer, failed: !bearer };
  }
  return { application: null, bearer: null, failed: header !== undefined };
}

function admits(route: RestRoute, bot: boolean, bearer: boolean): boolean {
  if (route.audience === 'bot') return bot;
  if (route.audience === 'bearer') return bearer;
  return bot || bearer;
}

function major(match: Match<unknown>): string {
  for (const name of MAJOR) {
    const value = match.params[name];
    if (value !== undefined) return value;
  }
  return '';
}

function failure(error: unknown): Answer {
  if (error instanceof DiscordError) return new Answer(error.status, error.body, error.headers);
  // A client that died in the middle of its request is no failure of ours.
  if ((error as { code?: unknown } | null)?.code !== 'ECONNRESET')
    console.error('The local Discord failed:', error);
  return new Answer(500, { message: '500: Internal Server Error', code: 0 });
}

export function requireScope(call: Call, scope: string): string {
  if (!call.bearer?.scopes.includes(scope)) throw discordError(50025);
  return call.bearer.userId;
}
