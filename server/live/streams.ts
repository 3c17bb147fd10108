import { PassThrough } from 'node:stream';
import type Router from '@koa/router';
import type { Directory } from '../../bot/index.ts';
import type { Acts } from '../../domain/index.ts';
import type { LiveChange, Tenancy } from '../../tenancy/index.ts';
import { HttpRefusal } from '../http/errors.ts';
import type { State } from '../http/state.ts';
import type { Metrics } from '../metrics.ts';
import { actorIn } from '../viewer/actor.ts';

const HEARTBEAT_MS = 15_000;
const RECHECK_MS = 30_000;
const PER_PERSON = 20;

interface Stream {
  body: PassThrough;
  userId: string;
  end(): void;
}

export interface LiveStreams {
  /** Ends every stream; browsers come back to another process. */
  close(): void;
}

/**
 * `GET /g/:guildId/live`: server-sent events that say which record changed; ids only, the page asks
 * for the rest with its own permissions. Permission is asked again every 30 s.
 */
export function liveRoutes(
  router: Router<State>,
  parts: { tenancy: Tenancy; acts: Acts; directory: Directory; metrics: Metrics },
): LiveStreams {
  const { tenancy, acts, directory, metrics } = parts;
  const byGuild = new Map<string, Set<Stream>>();

  const stopListening = tenancy.onChange(({ guildId, number, kind }: LiveChange) => {
    const event = `event: change\ndata: ${JSON.stringify({ number, kind })}\n\n`;
    for (const { body } of byGuild.get(guildId) ?? []) body.write(event);
  });

  router.get('/g/:guildId/live', async (ctx) => {
    const { session } = ctx.state;
    const guildId = ctx.params.guildId ?? '';
    const isStaff = async (): Promise<boolean> => {
      const actor = session && (await actorIn(directory, session, guildId));
      return actor ? acts.isStaff(actor) : false;
    };
    if (!session || !(await isStaff())) throw new HttpRefusal(404, 'not_found');
    // Gone while we asked Discord who they are: nobody is there to be told anything.
    if (ctx.res.destroyed) return;
    const open = [...byGuild.values()].flatMap((set) => [...set]);
    if (open.filter(({ userId }) => userId === session.userId).length >= PER_PERSON)
      throw new HttpRefusal(429, 'rate_limited');

    const body = new PassThrough();
    const heartbeat = setInterval(() => body.write(': still here\n\n'), HEARTBEAT_MS);
    const recheck = setInterval(() => {
      void isStaff().then(
        (still) => !still && stream.end(),
        () => {},
      );
    }, RECHECK_MS);
    const stream: Stream = {
      body,
      userId: session.userId,
      end() {
        clearInterval(heartbeat);
        clearInterval(recheck);
        const streams = byGuild.get(guildId);
        if (streams?.delete(stream)) metrics.liveStreams.dec();
        if (streams?.size === 0) byGuild.delete(guildId);
        body.end();
      },
    };
    const streams = byGuild.get(guildId) ?? new Set();
    byGuild.set(guildId, streams.add(stream));
    metrics.liveStreams.inc();
    ctx.res.once('close', () => stream.end());
    ctx.set('content-type', 'text/event-stream');
    ctx.set('cache-control', 'no-store');
    ctx.set('x-accel-buffering', 'no');
    ctx.body = body;
    body.write('retry: 3000\n\n');
  });

  return {
    close() {
      stopListening();
      for (const streams of [...byGuild.values()]) for (const stream of [...streams]) stream.end();
    },
  };
}
