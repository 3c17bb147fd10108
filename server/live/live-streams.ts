import { PassThrough } from 'node:stream';
import type Router from '@koa/router';
import type { MemberDirectory } from '../../bot/index.ts';
import { isVektraError, type Operations, planIncludes } from '../../domain/index.ts';
import { type LiveChange, publicSessionId, type Tenancy } from '../../tenancy/index.ts';
import type { SignedInSession } from '../auth/session.ts';
import { HttpError } from '../http/errors.ts';
import type { State } from '../http/state.ts';
import type { Metrics } from '../metrics.ts';
import { loadActor } from '../viewer/actor.ts';
import { createStreamRegistry, type LiveStream } from './stream-registry.ts';

const HEARTBEAT_INTERVAL_MS = 15_000;
/** The longest time that a stream outlives its reader's permission. */
export const RECHECK_INTERVAL_MS = 30_000;
const MAX_PER_PERSON = 20;
/** The buffer for a browser that does not read: some hundred events; then the stream is closed. */
const MAX_BUFFERED_BYTES = 16_384;

export interface LiveStreams {
  /** Ends every stream; browsers reconnect to another process. */
  close(): void;
}

/**
 * `GET /g/:guildId/live`: server-sent events with the ids of changed records; the page loads the
 * rest with its own permissions. It requires what the pages require: staff, and a plan with the
 * dashboard. Both and the session are checked again every `recheckIntervalMs`; signing out ends it
 * at once.
 */
export function registerLiveRoutes(
  router: Router<State>,
  dependencies: {
    tenancy: Tenancy;
    operations: Operations;
    directory: MemberDirectory;
    metrics: Metrics;
    recheckIntervalMs: number;
  },
): LiveStreams {
  const { tenancy, operations, directory, metrics, recheckIntervalMs } = dependencies;
  const streams = createStreamRegistry((count) => metrics.liveStreams.set(count));

  const unsubscribers = [
    tenancy.onChange(({ guildId, number, kind }: LiveChange) => {
      const event = `event: change\ndata: ${JSON.stringify({ number, kind })}\n\n`;
      for (const stream of streams.forGuild(guildId)) stream.send(event);
    }),
    tenancy.onSessionEnd((key) => {
      for (const stream of streams.forSession(key)) stream.end();
    }),
  ];

  /** @throws HttpError `not_found`, `plan_required`, or that it could not be found out */
  async function authorizeStream(session: SignedInSession, guildId: string): Promise<void> {
    const actor = await loadActor(directory, session, guildId);
    const [isStaff, plan] = await Promise.all([
      actor && (actor.isAdmin || operations.access.isStaff(actor)),
      operations.plans.get({ guildId }),
    ]).catch((error: unknown) => {
      throw isVektraError(error) ? new HttpError(503, error.code, { cause: error }) : error;
    });
    if (!isStaff) throw new HttpError(404, 'not_found');
    if (!planIncludes(plan, 'dashboard')) throw new HttpError(402, 'plan_required');
  }

  router.get('/g/:guildId/live', async (ctx) => {
    const { session } = ctx.state;
    const guildId = ctx.params.guildId ?? '';
    if (!session) throw new HttpError(404, 'not_found');
    await authorizeStream(session, guildId);
    // The client left while the member was loaded.
    if (ctx.res.destroyed) return;
    if (streams.countForUser(session.userId) >= MAX_PER_PERSON)
      throw new HttpError(429, 'rate_limited');

    const body = new PassThrough();
    const heartbeat = setInterval(() => stream.send(': still here\n\n'), HEARTBEAT_INTERVAL_MS);
    const recheck = setInterval(() => {
      const sessionLookup = tenancy.control.readSession(session.id, Date.now());
      void Promise.all([sessionLookup, authorizeStream(session, guildId)]).then(
        ([known]) => !known && stream.end(),
        // A failed check is repeated; a refusal ends the stream.
        (error) => error instanceof HttpError && error.status < 500 && stream.end(),
      );
    }, recheckIntervalMs);
    const stream: LiveStream = {
      guildId,
      userId: session.userId,
      sessionKey: publicSessionId(session.id),
      send(text) {
        body.write(text);
        // `end` would wait for a browser that does not read.
        if (body.writableLength + body.readableLength > MAX_BUFFERED_BYTES) ctx.res.destroy();
      },
      end() {
        clearInterval(heartbeat);
        clearInterval(recheck);
        streams.remove(stream);
        body.end();
      },
    };
    streams.add(stream);
    ctx.res.once('close', () => stream.end());
    ctx.set('content-type', 'text/event-stream');
    ctx.set('cache-control', 'no-store');
    ctx.set('x-accel-buffering', 'no');
    ctx.body = body;
    stream.send('retry: 3000\n\n');
  });

  return {
    close() {
      for (const stop of unsubscribers) stop();
      for (const stream of streams.all()) stream.end();
    },
  };
}
