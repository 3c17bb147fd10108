import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { Operations } from '../domain/index.ts';
import { drainDeferredSubmissions } from './deferred-submissions.ts';
import type { DrainContext } from './drain-outbox.ts';

type TaskContext = DrainContext & { operations: Pick<Operations, 'submissions'> };

const movePayload = z.object({ moveId: z.string() });
const deferredQueuePayload = z.object({
  guildId: z.string().regex(/^[0-9]{1,20}$/),
  region: z.string(),
});

/** Jobs that may take hours; they have places of their own beside those of deliveries. */
export function createLongTasks({
  tenancy,
  log,
  stopSignal,
  observer,
}: TaskContext): Record<string, Task> {
  return {
    async move(payload) {
      await tenancy.moves.run(movePayload.parse(payload).moveId, stopSignal);
    },
    async retention() {
      for (const { rule, removed, failedGuilds } of await tenancy.runRetention(stopSignal)) {
        log.info({ rule, removed, failedGuilds }, 'retention.removed');
        observer.onRowsRemoved(rule, removed);
      }
    },
    async schemas() {
      for (const { guildId, failed } of await tenancy.migrateCustomerDatabases(stopSignal)) {
        if (failed) log.warn({ guildId, code: failed }, 'schema.behind');
        else log.info({ guildId }, 'schema.migrated');
      }
    },
  };
}

/** Submits a guild's parked demos, a turn's worth; then it is the next guild's turn. */
export function createDeferredSubmissionsTask(context: TaskContext): Task {
  const running = new Set<string>();
  return async (payload, { addJob }) => {
    const queue = deferredQueuePayload.parse(payload);
    const { guildId, region } = queue;
    // The one that runs comes back by itself, or the sweep finds what is left.
    if (running.has(guildId)) return;
    running.add(guildId);
    let hasMore = false;
    try {
      hasMore = await drainDeferredSubmissions(context, queue);
    } catch (error) {
      // The sweep comes back to it: a failure is worth a line, no more.
      const { code } = error as { code?: unknown };
      context.log.warn({ guildId, region, code }, 'parked.interrupted');
    } finally {
      // Before the next turn is asked for: it may begin while the queue still answers us.
      running.delete(guildId);
    }
    if (hasMore)
      await addJob('parked', queue, {
        jobKey: `parked:${guildId}`,
        jobKeyMode: 'preserve_run_at',
        maxAttempts: 1,
      });
  };
}
