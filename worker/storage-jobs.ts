import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { Acts } from '../domain/index.ts';
import type { DrainContext } from './drain.ts';
import { drainParked } from './parked.ts';

type Context = DrainContext & { acts: Pick<Acts, 'submissions'> };

const movePayload = z.object({ moveId: z.string() });
const lotPayload = z.object({ guildId: z.string().regex(/^[0-9]{1,20}$/), region: z.string() });

/** Jobs that may take hours; they have places of their own beside those of deliveries. */
export function longTasks({ tenancy, log, stopping }: Context): Record<string, Task> {
  return {
    async move(payload) {
      await tenancy.moves.run(movePayload.parse(payload).moveId, stopping);
    },
    async retention() {
      for (const { rule, removed, failedGuilds } of await tenancy.runRetention(stopping))
        log.info({ rule, removed, failedGuilds }, 'retention.removed');
    },
    async schemas() {
      for (const { guildId, failed } of await tenancy.migrateOwnPlaces(stopping)) {
        if (failed) log.warn({ guildId, code: failed }, 'schema.behind');
        else log.info({ guildId }, 'schema.migrated');
      }
    },
  };
}

/** Submits a guild's parked demos, a turn's worth; then it is the next guild's turn. */
export function parkedTask(context: Context): Task {
  const running = new Set<string>();
  return async (payload, { addJob }) => {
    const lot = lotPayload.parse(payload);
    const { guildId, region } = lot;
    // The one that runs comes back by itself, or the sweep finds what is left.
    if (running.has(guildId)) return;
    running.add(guildId);
    let isMore = false;
    try {
      isMore = await drainParked(context, lot);
    } catch (error) {
      // The sweep comes back to it: a failure is worth a line, no more.
      const { code } = error as { code?: unknown };
      context.log.warn({ guildId, region, code }, 'parked.interrupted');
    } finally {
      // Before the next turn is asked for: it may begin while the queue still answers us.
      running.delete(guildId);
    }
    if (isMore)
      await addJob('parked', lot, {
        jobKey: `parked:${guildId}`,
        jobKeyMode: 'preserve_run_at',
        maxAttempts: 1,
      });
  };
}
