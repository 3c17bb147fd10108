import { PassThrough } from 'node:stream';
import type Router from '@koa/router';
import type { Directory } from '../../bot/index.ts';
import { type Acts, can, isVektraError } from '../../domain/index.ts';
import { type LiveChange, sessionKey, type Tenancy } from '../../tenancy/index.ts';
import type { SignedIn } from '../auth/session.ts';
import { HttpRefusal } from '../http/errors.ts';
import type { State } from '../http/state.ts';
import type { Metrics } from '../metrics.ts';
import { actorIn } from '../viewer/actor.ts';
import { createStreamRegistry, type Stream } from './registry.ts';

const HEARTBEAT_MS = 15_000;
/** Who may not read any more, without our having been told, goes on reading for so long at most. */
export const RECHECK_MS = 30_000;
const MAX_PER_PERSON = 20;
/** What waits for a browser that does not read: some hundred events. Then it has to come back. */
const MAX_BUFFERED_BYTES = 16_384;

export interface LiveStreams {
  /** Ends every stream; browsers come back to another process. */
  close(): void;
}

/**
 * `GET /g/:guildId/live`: server-sent events that say which record changed; ids only, the page asks
 * for the rest with its own permissions. It takes what the pages that use it take: staff, and a plan
 * with the dashboard. Both and the session are asked for again every `recheckMs`; a log-out ends it at
 * once.
 */
export function liveRoutes(
  router: Router<State>,
  parts: {
    tenancy: Tenancy;
    acts: Acts;
    directory: Directory;
    metrics: Metrics;
    recheckMs: number;
  },
): LiveStreams {
  const { tenancy, acts, directory, metrics, recheckMs } = parts;
  const streams = createStreamRegistry((count) => metrics.liveStreams.set(count));

  const stopListening = [
    tenancy.onChange(({ guildId, number, kind }: LiveChange) => {
      const event = `event: change\ndata: ${JSON.stringify({ number, kind })}\n\n`;
      for (const stream of streams.ofGuild(guildId)) stream.send(event);
    }),
    tenancy.onSessionEnd((key) => {
      for (const stream of streams.ofSession(key)) stream.end();
    }),
  ];

  /** @throws HttpRefusal `not_found`, `plan_required`, or that it could not be found out */
  async function admit(session: SignedIn, guildId: string): Promise<void> {
    const actor = await actorIn(directory, session, guildId);
    const [isStaff, plan] = await Promise.all([
      actor && (actor.isAdmin || acts.isStaff(actor)),
      acts.plan(guildId),
    ]).catch((error: unknown) => {
      throw isVektraError(error) ? new HttpRefusal(503, error.code, { cause: error }) : error;
    });
    if (!isStaff) throw new HttpRefusal(404, 'not_found');
    if (!can(plan, 'dashboard')) throw new HttpRefusal(402, 'plan_required');
  }

  router.get('/g/:guildId/live', async (ctx) => {
    const { session } = ctx.state;
    const guildId = ctx.params.guildId ?? '';
    if (!session) throw new HttpRefusal(404, 'not_found');
    await admit(session, guildId);
    // Gone while we asked Discord who they are: nobody is there to be told anything.
    if (ctx.res.destroyed) return;
    if (streams.countOf(session.userId) >= MAX_PER_PERSON)
      throw new HttpRefusal(429, 'rate_limited');

    const body = new PassThrough();
    const heartbeat = setInterval(() => stream.send(': still here\n\n'), HEARTBEAT_MS);
    const recheck = setInterval(() => {
      const isKnown = tenancy.control.readSession(session.id, Date.now());
      void Promise.all([isKnown, admit(session, guildId)]).then(
        ([known]) => !known && stream.end(),
        // What could not be found out is asked again; a refusal is one.
        (error) => error instanceof HttpRefusal && error.status < 500 && stream.end(),
      );
    }, recheckMs);
    const stream: Stream = {
      guildId,
      userId: session.userId,
      sessionKey: sessionKey(session.id),
      send(text) {
        body.write(text);
        // Ending it politely would wait for a browser that does not read.
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
      for (const stop of stopListening) stop();
      for (const stream of streams.all()) stream.end();
    },
  };
}
